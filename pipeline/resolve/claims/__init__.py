"""Number claims against each other: what a value allows, what two values say of each other, sums inside one article.

intervals   from rounding and modifier to an interval: 600亿 is 595 to 605亿
verdicts    same, refines, conflict, series for two claims of one subject, measure and dimension
scenes      the disaster that a toll counts
sums        shares, multiples, growth and parts that one sentence or two tell and that do not add up
growth      growth over a year and compound growth over several, by the article's own figures
shares      shares of one whole that are more than all
"""
