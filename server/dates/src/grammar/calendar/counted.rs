//! Whether a number counts something and so is no year and no day.

use crate::{lexer::Lexemes, lexicon::Lex};

/// `April 5 percent`: a headline's figure for a month, no day of it.
pub(super) fn is_percent(lexemes: &Lexemes, i: usize) -> bool {
    lexemes.lex(i) == Lex::Percent || lexemes.word(i, "percent")
}

/// Whether what stands at `i` makes the number before it an amount: `percent`, `people`, `miles`.
pub(super) fn counts_something(lexemes: &Lexemes, i: usize) -> bool {
    match lexemes.lex(i) {
        Lex::Percent | Lex::Units(_) | Lex::Hundred | Lex::Dozen => true,
        Lex::Other if !lexemes.capital(i) => COUNTED.contains(&lexemes.str(i)),
        Lex::Hyphen if lexemes.hyphen(i) => matches!(lexemes.lex(i + 1), Lex::Other | Lex::Unit(_)),
        _ => false,
    }
}

/// Whether what stands at `i` is certainly or likely counted by the number before it.
pub(super) fn is_counted(lexemes: &Lexemes, i: usize) -> bool {
    counts_something(lexemes, i)
        || matches!(lexemes.lex(i), Lex::Unit(_))
        || (lexemes.lex(i) == Lex::Other && !lexemes.capital(i) && plural(lexemes.str(i)))
}

fn plural(word: &str) -> bool {
    word.ends_with('s')
        && !word.ends_with("ss")
        && !matches!(
            word,
            "was" | "is" | "has" | "as" | "does" | "its" | "his" | "us" | "this"
        )
}

/// What four bare digits count when they are no year.
const COUNTED: &[&str] = &[
    "percent",
    "people",
    "men",
    "women",
    "children",
    "troops",
    "soldiers",
    "students",
    "workers",
    "employees",
    "jobs",
    "members",
    "police",
    "officers",
    "miles",
    "kilometers",
    "kilometres",
    "km",
    "meters",
    "metres",
    "feet",
    "ft",
    "m",
    "mm",
    "cm",
    "inches",
    "yards",
    "acres",
    "hectares",
    "pounds",
    "lbs",
    "kg",
    "kilograms",
    "tons",
    "tonnes",
    "ounces",
    "gallons",
    "liters",
    "litres",
    "barrels",
    "dollars",
    "euros",
    "yen",
    "won",
    "rubles",
    "francs",
    "marks",
    "cents",
    "shares",
    "points",
    "votes",
    "seats",
    "homes",
    "houses",
    "cars",
    "vehicles",
    "tanks",
    "planes",
    "aircraft",
    "ships",
    "prisoners",
    "refugees",
    "civilians",
    "casualties",
    "deaths",
    "dead",
    "wounded",
    "killed",
    "million",
    "billion",
    "thousand",
    "trillion",
    "pc",
    "degrees",
    "watts",
    "megawatts",
    "hp",
    "rpm",
    "mph",
    "times",
    "copies",
    "pages",
    "items",
    "units",
    "guests",
    "protesters",
    "demonstrators",
    "pilgrims",
    "passengers",
    "residents",
    "villagers",
    "fighters",
    "rebels",
    "infantry",
    "cavalry",
    "guns",
    "horses",
    "warships",
    "prisoner",
    "square",
    "cubic",
    "metric",
];
