# Severity with lme4: the fit with its variances, and all standard errors; about a minute on the large jury.
#   Rscript severity.R ROW-SIZE --data DIR [--repeat N]
# severityAll has entries fixed and jurors random, as interblock has: a sparse fixed-effects matrix is beyond lmer, so that row is
# measured with both sides random too, which is less work for lme4.
suppressPackageStartupMessages(library(lme4))
arguments <- commandArgs(trailingOnly = TRUE)
row <- arguments[1]
option <- function(name, default) { at <- match(name, arguments); if (is.na(at)) default else arguments[at + 1] }
size <- sub(".*-", "", row)
folder <- file.path(option("--data", "."), size)
integers <- function(name) readBin(file.path(folder, name), "integer", n = 1e8, size = 4, endian = "little")
data <- data.frame(
  entry = factor(integers("entry.i32")), juror = factor(integers("juror.i32")),
  score = readBin(file.path(folder, "score.f64"), "double", n = 1e8, size = 8, endian = "little"))
work <- function() {
  fit <- lmer(score ~ 1 + (1 | entry) + (1 | juror), data, REML = TRUE)
  effects <- ranef(fit, condVar = TRUE)
  variance <- as.data.frame(VarCorr(fit))
  paste(format(variance$vcov[variance$grp == "juror"], digits = 15), format(sqrt(attr(effects$juror, "postVar")[1, 1, 1]), digits = 15))
}
times <- c()
started <- proc.time()
for (round in seq_len(as.integer(option("--repeat", "1")))) {
  begin <- proc.time()
  check <- work()
  times <- c(times, (proc.time() - begin)[["elapsed"]] * 1000)
}
spent <- proc.time() - started
peak <- as.numeric(sub("[^0-9]*([0-9]+).*", "\\1", grep("^VmHWM:", readLines("/proc/self/status"), value = TRUE))) / 1024
cat(sprintf(
  '{"row": "%s", "size": "%s", "medianMs": %.3f, "minMs": %.3f, "repeats": %d, "threads": %.3f, "peakMiB": %.3f, "check": "%s"}\n',
  sub("-.*", "", row), size, median(times), min(times), length(times), (spent[["user.self"]] + spent[["sys.self"]]) / spent[["elapsed"]],
  peak, check))
