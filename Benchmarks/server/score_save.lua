-- Each thread is one juror's browser with one sheet: every request carries a fresh operation id and the revision that
-- the answer before has led to. Targets come from a file, one line a thread.

local thread_count = 0

function setup(thread)
  thread:set("number", thread_count)
  thread_count = thread_count + 1
end

function init()
  math.randomseed(os.time() * 100 + number)
  local index = 0
  for line in io.lines(os.getenv("SCORE_SAVE_TARGETS")) do
    if index == number then
      path, cookie, revision, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
      revision = tonumber(revision)
    end
    index = index + 1
  end
  saves = 0
end

local function uuid()
  local digits = {}
  for i = 1, 32 do digits[i] = string.format("%x", math.random(0, 15)) end
  local text = table.concat(digits)
  return text:sub(1, 8) .. "-" .. text:sub(9, 12) .. "-4" .. text:sub(14, 16) .. "-8" .. text:sub(18, 20) .. "-" .. text:sub(21, 32)
end

function request()
  saves = saves + 1
  local form = body:gsub("OPERATION", uuid()):gsub("REVISION", tostring(revision)):gsub("COMMENT", "Stand+" .. saves)
  return wrk.format("POST", path, {
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["Cookie"] = cookie,
    ["Sec-Fetch-Site"] = "same-origin",
  }, form)
end

function response(status)
  if status == 303 then
    revision = revision + 1
  else
    refused = (refused or 0) + 1
  end
end

function done(summary, latency, requests)
  io.write(string.format("{\"requests\": %d, \"seconds\": %.3f, \"errors\": %d, \"p50\": %.3f, \"p99\": %.3f}\n",
    summary.requests, summary.duration / 1e6,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
