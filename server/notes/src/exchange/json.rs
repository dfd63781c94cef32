//! Lists of JSON objects of which each knows its line.

use serde_json::{Value, value::RawValue};

/// The objects of a file, with the line that each starts in: a list, an object that holds one under any of `keys`, or one
/// object a line.
pub(super) fn objects(text: &str, keys: &[&str]) -> Result<Vec<(usize, Value)>, (usize, String)> {
    let line_of = |part: &str| {
        let offset = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        text.bytes()
            .take(offset)
            .filter(|&byte| byte == b'\n')
            .count()
            + 1
    };
    let lines = || -> Vec<(usize, Value)> {
        let lines = text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty());
        lines
            .map(|(at, line)| (at + 1, serde_json::from_str(line).unwrap_or(Value::Null)))
            .collect()
    };
    let whole: Value = match serde_json::from_str(text) {
        Ok(whole) => whole,
        Err(error) => {
            let lines = lines();
            // One object a line, of which some may be damaged; otherwise the file as a whole is.
            return if lines.iter().any(|(_, value)| value.is_object()) {
                Ok(lines)
            } else {
                Err((error.line().max(1), "this is no JSON.".to_owned()))
            };
        }
    };
    let key = keys
        .iter()
        .find(|&&key| whole.get(key).is_some_and(Value::is_array));
    let list: Option<Vec<&RawValue>> = match (&whole, key) {
        (Value::Array(_), _) => serde_json::from_str(text).ok(),
        (_, Some(&key)) => {
            serde_json::from_str::<std::collections::BTreeMap<String, &RawValue>>(text)
                .ok()
                .and_then(|object| serde_json::from_str(object.get(key)?.get()).ok())
        }
        _ => return Ok(lines_or_one(whole)),
    };
    let list = list.unwrap_or_default();
    Ok(list
        .into_iter()
        .map(|raw| {
            (
                line_of(raw.get()),
                serde_json::from_str(raw.get()).unwrap_or(Value::Null),
            )
        })
        .collect())
}

fn lines_or_one(whole: Value) -> Vec<(usize, Value)> {
    vec![(1, whole)]
}

/// The text at a path of keys.
pub(super) fn text_at<'v>(value: &'v Value, pointer: &str) -> Option<&'v str> {
    value
        .pointer(pointer)?
        .as_str()
        .filter(|text| !text.is_empty())
}
