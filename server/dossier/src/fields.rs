//! The fields of one table, read by key. What is no value of the kind that the key holds is told and left out.

use names::Gender;
use smol_str::SmolStr;
use text::{TextRange, capitalised};

use crate::{
    Alias, Edge, Field, Stretch, When,
    no_date::NoDate,
    problem::Report,
    schema::{Holds, TableKind},
    syntax::{Node, Pair, Table, Value},
    unknown::unknown,
};

/// One table of a known kind, with the report that its problems go to.
pub(crate) struct Fields<'t, 'r> {
    pub(crate) table: &'t Table,
    pub(crate) kind: TableKind,
    pub(crate) report: &'r mut Report,
}

impl<'t, 'r> Fields<'t, 'r> {
    /// Tells the keys that such a table does not have and those that it lacks.
    pub(crate) fn new(table: &'t Table, kind: TableKind, report: &'r mut Report) -> Self {
        for pair in &table.fields {
            if kind.key(&pair.key).is_none() {
                let known = kind.keys().iter().map(|key| key.name);
                let fact = format!("“{}” is no key of {}.", pair.key, kind.in_words());
                unknown(pair, fact, known, report);
            }
        }
        for key in kind.keys().iter().filter(|key| key.required) {
            if table.get(key.name).is_none() {
                let fact = format!("{} has no {}.", capitalised(kind.in_words()), key.name);
                let example = if key.holds == Holds::List {
                    "[\"…\", \"…\"]"
                } else {
                    "\"…\""
                };
                report.add(
                    table.header,
                    fact,
                    format!("Write {} = {example} below it.", key.name),
                );
            }
        }
        Self {
            table,
            kind,
            report,
        }
    }

    fn pair(&self, key: &str) -> Option<&'t Pair> {
        debug_assert!(self.kind.key(key).is_some(), "{key} is in the schema");
        self.table.get(key)
    }

    /// Words in quotation marks.
    pub(crate) fn words(&mut self, key: &str) -> Option<Field<SmolStr>> {
        let pair = self.pair(key)?;
        self.words_of(key, &pair.value)
    }

    fn words_of(&mut self, key: &str, node: &Node) -> Option<Field<SmolStr>> {
        let range = node.range;
        match &node.value {
            Value::Words(words) if !words.trim().is_empty() => Some(Field {
                value: words.trim().into(),
                range,
            }),
            // That nothing stands there at all was told as a slip of form.
            Value::Words(_) if range.is_empty() => None,
            Value::Words(_) => {
                let remedy = "Write something between the quotation marks, or take the line out.";
                self.report.add(range, format!("“{key}” is empty."), remedy);
                None
            }
            Value::Bare(written) => {
                let quoted = format!("\"{written}\"");
                let fact = format!("“{key}” has no quotation marks: {written}.");
                let problem = self.report.add(range, fact, format!("Write {quoted}."));
                problem.replacement = Some(quoted);
                None
            }
            _ => {
                self.not_words(key, range);
                None
            }
        }
    }

    fn not_words(&mut self, key: &str, range: TextRange) {
        let remedy = format!("Write {key} = \"…\".");
        self.report.add(
            range,
            format!("“{key}” is no words in quotation marks."),
            remedy,
        );
    }

    /// A list of words; where the schema allows it, words alone are a list of one.
    pub(crate) fn list(&mut self, key: &str) -> Vec<Field<SmolStr>> {
        let Some(pair) = self.pair(key) else {
            return Vec::new();
        };
        let holds = self.kind.key(key).map(|key| key.holds);
        match &pair.value.value {
            Value::List(nodes) => nodes
                .iter()
                .filter_map(|node| self.words_of(key, node))
                .collect(),
            Value::Words(words) => {
                if holds == Some(Holds::List) {
                    self.not_a_list(key, pair, words);
                }
                self.words_of(key, &pair.value).into_iter().collect()
            }
            _ => {
                self.not_a_list(key, pair, "…");
                Vec::new()
            }
        }
    }

    fn not_a_list(&mut self, key: &str, pair: &Pair, words: &str) {
        let (fact, remedy) = (
            format!("“{key}” is no list."),
            format!("Write {key} = [\"{words}\"]."),
        );
        let problem = self.report.add(pair.value.range, fact, remedy);
        if matches!(pair.value.value, Value::Words(_)) {
            problem.replacement = Some(format!("[\"{words}\"]"));
        }
    }

    /// Other names: words, or tables with a period.
    pub(crate) fn aliases(&mut self) -> Vec<Alias> {
        let Some(pair) = self.pair("aliases") else {
            return Vec::new();
        };
        let mut aliases = Vec::new();
        match &pair.value.value {
            Value::List(nodes) => {
                for node in nodes {
                    match &node.value {
                        Value::Table(table) => aliases.extend(alias(table, self.report)),
                        _ => aliases.extend(self.words_of("aliases", node).map(Alias::of_words)),
                    }
                }
            }
            Value::Words(words) => {
                self.not_a_list("aliases", pair, words);
                aliases.extend(self.words_of("aliases", &pair.value).map(Alias::of_words));
            }
            _ => self.not_a_list("aliases", pair, "…"),
        }
        aliases
    }

    /// A date, with or without quotation marks.
    pub(crate) fn date(&mut self, key: &str) -> Option<Field<When>> {
        let pair = self.pair(key)?;
        self.date_of(key, &pair.value)
    }

    fn date_of(&mut self, key: &str, node: &Node) -> Option<Field<When>> {
        let range = node.range;
        let (Value::Words(words) | Value::Bare(words)) = &node.value else {
            let remedy = "Write it as 1942, 1942-02 or 1942-02-16.";
            self.report
                .add(range, format!("“{key}” is no date."), remedy);
            return None;
        };
        if let Some(value) = When::parse(words) {
            return Some(Field { value, range });
        }
        // That nothing stands there at all was told as a slip of form.
        if range.is_empty() {
            return None;
        }
        let NoDate {
            fact,
            remedy,
            suggestion,
        } = NoDate::of(words);
        let problem = self.report.add(range, format!("“{key}” {fact}"), remedy);
        problem.replacement = suggestion.map(|date| format!("\"{date}\""));
        None
    }

    /// A beginning or an end.
    pub(crate) fn edge(&mut self, key: &str) -> Option<Field<Edge>> {
        let node = &self.pair(key)?.value;
        let of = |value| Field {
            value,
            range: node.range,
        };
        match &node.value {
            Value::Words(words) if words.trim() == ".." => Some(of(Edge::Open)),
            Value::Words(words) if words.trim() == "?" => Some(of(Edge::Unknown)),
            _ => self.date_of(key, node).map(|date| of(Edge::At(date.value))),
        }
    }

    /// `true` or `false`.
    pub(crate) fn yes_or_no(&mut self, key: &str) -> Option<bool> {
        let node = &self.pair(key)?.value;
        if let Value::YesOrNo(yes) = node.value {
            return Some(yes);
        }
        let remedy = format!("Write {key} = true or {key} = false, without quotation marks.");
        self.report.add(
            node.range,
            format!("“{key}” is neither true nor false."),
            remedy,
        );
        None
    }

    /// `female` or `male`.
    pub(crate) fn gender(&mut self) -> Option<Field<Gender>> {
        let words = self.words("gender")?;
        let value = match words.value.as_str() {
            "female" => Gender::Feminine,
            "male" => Gender::Masculine,
            other => {
                let fact = format!("“{other}” is nothing that honorifics could agree with.");
                let remedy = "Write \"female\" or \"male\", or leave the line out.";
                self.report.add(words.range, fact, remedy);
                return None;
            }
        };
        Some(Field {
            value,
            range: words.range,
        })
    }
}

fn alias(table: &Table, report: &mut Report) -> Option<Alias> {
    let mut fields = Fields::new(table, TableKind::Alias, report);
    let (name, from, to) = (fields.words("name"), fields.edge("from"), fields.edge("to"));
    let edge = |field: &Option<Field<Edge>>| field.as_ref().map(|f| f.value);
    let dated = from.is_some() || to.is_some();
    let right = Stretch::new(edge(&from), edge(&to), (Edge::Open, Edge::Open));
    if right.is_reversed() {
        reversed(
            table.range,
            &to,
            "This alias ends before it begins.",
            report,
        );
    }
    Some(Alias {
        name: name?,
        from,
        to,
        right: (dated && !right.is_reversed()).then_some(right),
    })
}

/// Tells that something ends before it begins, at its end.
pub(crate) fn reversed<T>(
    whole: TextRange,
    to: &Option<Field<T>>,
    fact: &str,
    report: &mut Report,
) {
    let range = to.as_ref().map_or(whole, |field| field.range);
    report.add(range, fact, "Correct one of the two dates.");
}
