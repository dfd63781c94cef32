//! More texts out of those at hand: headlines, and the same sentences about people and places of other countries.
//!
//! Swapping names of a kind within sentences follows Dai and Adel 2020, *An Analysis of Simple Data Augmentation for
//! Named Entity Recognition*. It matters here because the largest source names senators and states of one country.

use rustc_hash::FxHashMap;

use crate::{
    corpus::{Annotated, Span},
    random::Random,
};

/// Names to swap in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pool {
    /// Given and family name, of one country.
    people: Vec<(String, String)>,
    /// By kind: `city`, `country`, `organisation`, `acronym`, `demonym`.
    names: FxHashMap<String, Vec<String>>,
}

impl Pool {
    /// Reads lines of kind and name, parted by a tab; of a `person` the given and the family name are parted by one.
    pub(crate) fn parse(data: &str) -> Self {
        let mut pool = Self::default();
        for line in data.lines() {
            let mut columns = line.split('\t');
            match (columns.next(), columns.next(), columns.next()) {
                (Some("person"), Some(given), Some(family)) => {
                    pool.people.push((given.to_owned(), family.to_owned()));
                }
                (Some(kind), Some(name), _) => {
                    let names = pool.names.entry(kind.to_owned()).or_default();
                    names.push(name.to_owned());
                }
                _ => {}
            }
        }
        pool
    }

    /// Whether a list of some kind has this name.
    fn has(&self, kind: &str, name: &str) -> bool {
        self.names
            .get(kind)
            .is_some_and(|names| names.iter().any(|n| n == name))
    }

    /// Given and family name of somebody; now and then of two parts, with an initial or a particle.
    pub(crate) fn person(&self, random: &mut Random) -> Option<(String, String)> {
        const PARTICLES: [&str; 8] = ["al-", "Al-", "El ", "de ", "van ", "bin ", "Abu ", "Al "];
        let (mut given, mut family) = random.pick(&self.people)?.clone();
        if random.chance(UNHEARD) {
            family = blended(&family, &random.pick(&self.people)?.1);
        }
        match random.below(20) {
            0 => {
                let initial = char::from(b'A' + random.below(26) as u8);
                given = format!("{given} {initial}.");
            }
            1 | 2 => given = format!("{given} {}", random.pick(&self.people)?.0),
            3 => family = format!("{family} {}", random.pick(&self.people)?.1),
            4 => family = format!("{family}-{}", random.pick(&self.people)?.1),
            5 => family = format!("{}{family}", random.pick(&PARTICLES)?),
            _ => {}
        }
        Some((given, family))
    }

    /// A city.
    pub(crate) fn city(&self, random: &mut Random) -> Option<String> {
        let city = self.pick("city", random)?;
        // Fewer than of people: what is unheard of is more often somebody than somewhere.
        if random.chance(UNHEARD / 5.0) && !city.contains(' ') {
            return Some(blended(&city, &self.pick("city", random)?));
        }
        Some(city)
    }

    /// A company or product of one word.
    pub(crate) fn brand(&self, random: &mut Random) -> Option<String> {
        const ENDINGS: [&str; 10] = ["", "", "", "co", "tech", "ia", "x", "sys", "Pay", "Net"];
        let family = &random.pick(&self.people)?.1;
        if random.chance(0.3) {
            return Some(family.clone());
        }
        let other = self.pick("city", random)?;
        let other = other.split(' ').next().unwrap_or_default();
        Some(blended(family, other) + random.pick(&ENDINGS)?)
    }

    /// A name of this kind.
    pub(crate) fn pick(&self, kind: &str, random: &mut Random) -> Option<String> {
        random.pick(self.names.get(kind)?).cloned()
    }
}

/// How many names are made up: what no list has must be known by what stands around it.
const UNHEARD: f64 = 0.2;

/// A name that begins like one and ends like the other.
fn blended(one: &str, other: &str) -> String {
    let half = |name: &str| name.chars().count().div_ceil(2);
    let begin = one.chars().take(half(one));
    begin.chain(other.chars().skip(half(other))).collect()
}

/// The paragraphs of a text, each as a text of its own.
pub(crate) fn paragraphs(text: &Annotated) -> Vec<Annotated> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.text.split_inclusive('\n') {
        let end = start + line.len();
        let within = |spans: &[Span]| -> Vec<Span> {
            spans
                .iter()
                .filter(|s| s.start >= start && s.end <= end)
                .map(|s| Span {
                    start: s.start - start,
                    end: s.end - start,
                    kind: s.kind.clone(),
                })
                .collect()
        };
        found.push(Annotated {
            name: text.name.clone(),
            text: line.to_owned(),
            entities: within(&text.entities),
            uncertain: within(&text.uncertain),
        });
        start = end;
    }
    found
}

/// How a headline is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// ALL CAPITALS.
    Shouted,
    /// Each Word With a Capital.
    Titled,
}

/// A paragraph in another style. Letters whose other case has another length stay as they are, so that offsets hold.
pub(crate) fn restyled(text: &Annotated, style: Style) -> Annotated {
    const SMALL: &[&str] = &[
        "a", "an", "the", "of", "in", "on", "to", "and", "for", "at", "by", "with", "as",
    ];
    let upper = |c: char| {
        let mut up = c.to_uppercase();
        match (up.next(), up.next()) {
            (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
            _ => c,
        }
    };
    let mut out = String::with_capacity(text.text.len());
    for (n, word) in text.text.split_inclusive(char::is_whitespace).enumerate() {
        let keep = n > 0 && SMALL.contains(&word.trim());
        let mut first = true;
        for c in word.chars() {
            let raised = style == Style::Shouted || (!keep && first);
            out.push(if raised { upper(c) } else { c });
            first = first && !c.is_alphabetic();
        }
    }
    Annotated {
        text: out,
        ..text.clone()
    }
}

/// A paragraph as texts look that went through a tokenizer and back: `Al - Sabah ’ s “ new ” house`.
pub(crate) fn loosened(text: &Annotated) -> Annotated {
    let mut out = String::new();
    let mut place = Vec::with_capacity(text.text.len() + 1);
    let mut letters = text.text.chars().peekable();
    let mut last = ' ';
    while let Some(c) = letters.next() {
        let next = letters.peek().copied().unwrap_or(' ');
        let inside = last.is_alphanumeric() && next.is_alphanumeric();
        let loose = match c {
            '-' | '\'' | '’' => inside,
            '"' | '“' | '”' => true,
            _ => false,
        };
        if loose && !last.is_whitespace() {
            out.push(' ');
        }
        place.resize(place.len() + c.len_utf8(), out.len());
        out.push(if c == '\'' { '’' } else { c });
        if loose && !next.is_whitespace() {
            out.push(' ');
        }
        last = c;
    }
    place.push(out.len());
    let moved = |spans: &[Span]| -> Vec<Span> {
        spans
            .iter()
            .map(|s| {
                let (start, end) = (place[s.start], place[s.end]);
                let end = start + out[start..end].trim_end().len();
                Span {
                    start,
                    end,
                    kind: s.kind.clone(),
                }
            })
            .collect()
    };
    Annotated {
        name: text.name.clone(),
        entities: moved(&text.entities),
        uncertain: moved(&text.uncertain),
        text: out,
    }
}

/// A paragraph with other names of the same kinds; a name that comes twice is swapped for the same one. `None` if
/// nothing could be swapped.
pub(crate) fn swapped(text: &Annotated, pool: &Pool, random: &mut Random) -> Option<Annotated> {
    if text.entities.is_empty() {
        return None;
    }
    let mut known: FxHashMap<(String, String), String> = FxHashMap::default();
    let mut out = Annotated {
        name: text.name.clone(),
        text: String::new(),
        entities: Vec::new(),
        uncertain: Vec::new(),
    };
    let mut at = 0;
    let mut changed = false;
    for entity in &text.entities {
        if entity.start < at {
            return None;
        }
        out.copy(text, at, entity.start);
        at = entity.end;
        let old = &text.text[entity.start..entity.end];
        let key = (entity.kind.clone(), old.to_owned());
        let new = known
            .entry(key)
            .or_insert_with(|| {
                other(old, &entity.kind, pool, random).unwrap_or_else(|| old.to_owned())
            })
            .clone();
        if entity.kind == "PER"
            && let (Some(was), Some(is)) = (old.rsplit(' ').next(), new.rsplit(' ').next())
        {
            known.insert(("PER".to_owned(), was.to_owned()), is.to_owned());
        }
        changed |= new != old;
        let start = out.text.len();
        out.text.push_str(&new);
        out.entities.push(Span {
            start,
            end: out.text.len(),
            kind: entity.kind.clone(),
        });
    }
    out.copy(text, at, text.text.len());
    changed.then_some(out)
}

impl Annotated {
    /// Appends what stands between two names, and what is uncertain in it.
    fn copy(&mut self, from: &Self, start: usize, end: usize) {
        let shift = self.text.len();
        self.text.push_str(&from.text[start..end]);
        let within = |s: &&Span| s.start >= start && s.end <= end;
        self.uncertain
            .extend(from.uncertain.iter().filter(within).map(|s| Span {
                start: s.start - start + shift,
                end: s.end - start + shift,
                kind: String::new(),
            }));
    }
}

/// Another name of the same kind and build.
fn other(old: &str, kind: &str, pool: &Pool, random: &mut Random) -> Option<String> {
    let words = old.split(' ').count();
    let shouted = old.len() > 1 && !old.chars().any(char::is_lowercase);
    let new = match kind {
        "PER" => {
            let (given, family) = &pool.person(random)?;
            match words {
                1 => family.clone(),
                2 => format!("{given} {family}"),
                3 if old.contains(". ") => {
                    let initial = char::from(b'A' + random.below(26) as u8);
                    format!("{given} {initial}. {family}")
                }
                3 => {
                    let (second, _) = random.pick(&pool.people)?;
                    format!("{given} {second} {family}")
                }
                _ => return None,
            }
        }
        "LOC" if pool.has("country", old) => pool.pick("country", random)?,
        "LOC" if words <= 2 && !shouted && !old.contains('.') => pool.city(random)?,
        "ORG" if shouted && words == 1 => pool.pick("acronym", random)?,
        "ORG" if words >= 2 && random.chance(0.6) => pool.pick("organisation", random)?,
        "MISC" if pool.has("demonym", old) => pool.pick("demonym", random)?,
        _ => return None,
    };
    Some(if shouted && kind != "ORG" {
        new.to_uppercase()
    } else {
        new
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Annotated {
        let text = "Ann Roe left Paris. Roe waved.".to_owned();
        let span = |start: usize, end: usize, kind: &str| Span {
            start,
            end,
            kind: kind.to_owned(),
        };
        Annotated {
            name: String::new(),
            text,
            entities: vec![span(0, 7, "PER"), span(13, 18, "LOC"), span(20, 23, "PER")],
            uncertain: Vec::new(),
        }
    }

    #[test]
    fn a_swapped_person_stays_one_person() {
        let pool = Pool::parse("person\tKofi\tMensah\ncity\tOulu\n");
        let new = swapped(&example(), &pool, &mut Random(1)).unwrap();
        assert_eq!(new.text, "Kofi Mensah left Oulu. Mensah waved.");
        let names: Vec<&str> = new
            .entities
            .iter()
            .map(|e| &new.text[e.start..e.end])
            .collect();
        assert_eq!(names, ["Kofi Mensah", "Oulu", "Mensah"]);
    }

    #[test]
    fn loose_names_keep_their_place() {
        let text = "Jean-Luc Roe's “dog”".to_owned();
        let entities = vec![Span {
            start: 0,
            end: 12,
            kind: "PER".to_owned(),
        }];
        let loose = loosened(&Annotated {
            name: String::new(),
            text,
            entities,
            uncertain: Vec::new(),
        });
        assert_eq!(loose.text, "Jean - Luc Roe ’ s “ dog ”");
        assert_eq!(loose.entities[0].end, "Jean - Luc Roe".len());
    }

    #[test]
    fn headlines_keep_their_offsets() {
        let new = restyled(&example(), Style::Shouted);
        assert_eq!(new.text, "ANN ROE LEFT PARIS. ROE WAVED.");
        assert_eq!(
            restyled(&example(), Style::Titled).text,
            "Ann Roe Left Paris. Roe Waved."
        );
    }
}
