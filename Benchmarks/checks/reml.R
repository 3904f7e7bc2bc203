# Fits every jury of a file with lme4, tightly, and writes the estimates. Called by reml.py.
suppressPackageStartupMessages(library(lme4))
arguments <- commandArgs(trailingOnly = TRUE)
data <- read.csv(arguments[1], colClasses = c("integer", "character", "character", "numeric"))
# The optimiser that comes nearest to the minimum, and several starts: a single one can end in the wrong valley or at a bound.
control <- lmerControl(optimizer = "nloptwrap", calc.derivs = FALSE,
  optCtrl = list(algorithm = "NLOPT_LN_BOBYQA", xtol_abs = 1e-12, xtol_rel = 1e-12, ftol_abs = 1e-14, ftol_rel = 1e-15, maxeval = 20000),
  check.nobs.vs.nlev = "ignore", check.nobs.vs.rankZ = "ignore", check.nlev.gtr.1 = "ignore")
for (seed in unique(data$seed)) {
  scores <- data[data$seed == seed, ]
  best <- NULL
  for (start in list(c(1, 1), c(3, 0.3), c(0.3, 3), c(0.1, 0.1))) {
    fit <- suppressMessages(suppressWarnings(lmer(score ~ 1 + (1 | entry) + (1 | juror), scores, REML = TRUE,
      control = control, start = start)))
    if (is.null(best) || REMLcrit(fit) < REMLcrit(best)) best <- fit
  }
  effects <- ranef(best, condVar = FALSE)
  variance <- as.data.frame(VarCorr(best))
  part <- function(name) variance$vcov[variance$grp == name]
  cat(seed, "criterion", format(REMLcrit(best), digits = 17), "\n")
  cat(seed, "mean", format(fixef(best)[[1]], digits = 17), "\n")
  for (name in c("entry", "juror", "Residual")) cat(seed, name, format(part(name), digits = 17), "\n")
  for (side in c("entry", "juror")) {
    for (id in rownames(effects[[side]])) cat(seed, paste0(side, ":", id), format(effects[[side]][id, 1], digits = 17), "\n")
  }
}
