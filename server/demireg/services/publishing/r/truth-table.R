# {{title}}
# {{asked}}
# Made from {{made}}.
# Cite as: {{cite}}
#
# data.csv        one row a unit ({{unit}}): 1 present, 0 absent; only units in which everything is known
# truth-table.csv the rows as demireg gives them; solution.csv its conservative solution
# conditions.csv  what each column stands for, and how it was calibrated
# left-out.csv    units in which something is unknown; unknown is not 0, so they are in no row
#
# Run it in the folder of these files: Rscript truth-table.R
# {{warning}}

conditions <- c({{conditions}})
outcome <- "{{outcome}}"
least <- {{least}} # the least consistency of a row that counts as positive

data <- read.csv("data.csv", row.names = 1, check.names = FALSE, fileEncoding = "UTF-8")
labels <- data$label
data <- data[, c(conditions, outcome)]
stopifnot(nrow(data) == {{units}}, all(unlist(data) %in% c(0, 1)))

# The same table without any package, to check that nothing was lost on the way.
expected <- read.csv("truth-table.csv", check.names = FALSE, fileEncoding = "UTF-8")
key <- function(frame) do.call(paste, c(unname(as.list(frame[, conditions, drop = FALSE])), sep = "/"))
counted <- tapply(data[[outcome]], key(data), length)
reached <- tapply(data[[outcome]], key(data), sum)
order <- key(expected)
stopifnot(
  length(counted) == nrow(expected),
  all(counted[order] == expected$n),
  all(reached[order] == expected$with_outcome)
)
expected$consistency <- as.vector(reached[order] / counted[order])
expected$positive <- expected$consistency >= least
print(expected[, c(conditions, "n", "with_outcome", "consistency", "positive")], row.names = FALSE)
cat(2^length(conditions) - nrow(expected), "of", 2^length(conditions), "rows were observed in no unit (remainders).\n")

# With the package QCA: install.packages("QCA")
if (requireNamespace("QCA", quietly = TRUE)) {
  table <- QCA::truthTable(
    data, outcome = outcome, conditions = conditions, incl.cut = least, n.cut = 1, show.cases = TRUE
  )
  print(table)
  if (any(table$tt$OUT == "1")) {
    # Nothing is included, so this is the conservative (complex) solution.
    solution <- QCA::minimize(table, include = "", details = TRUE)
    print(solution)
  } else {
    cat("No row reaches the least consistency, so there is nothing to minimise.\n")
  }
} else {
  cat("The package QCA is not installed; what is above needs none.\n")
}

# With the package SetMethods: install.packages("SetMethods")
if (requireNamespace("SetMethods", quietly = TRUE)) {
  print(SetMethods::QCAfit(data[, conditions], data[[outcome]], cond.lab = conditions, necessity = TRUE))
}
