//! A claim's text with some fields changed; the others keep their bytes and
//! comments. Works by lines; whoever calls it parses the result.

use super::layout;
use super::model::{Claim, Evidence};
use super::render::{self, Value};

/// `text` is the item of `old`, its dash after `indent` spaces; the result is that of `new`.
pub(super) fn claim(text: &str, old: &Claim, new: &Claim, indent: usize) -> String {
    let (before, after) = (render::fields(old), render::fields(new));
    let Some(mut item) = Item::of(text, indent) else { return render::render(new, indent) };
    let pad = " ".repeat(item.column);
    for (name, _) in &before {
        if !after.iter().any(|(other, _)| other == name) {
            item.remove(name);
        }
    }
    let mut previous = None;
    for (name, value) in &after {
        let unchanged = before.iter().any(|other| other == &(*name, value.clone()));
        if !unchanged {
            let rendered = match value {
                Value::Evidence(_) => item
                    .field(name)
                    .and_then(|field| evidence(&field.text, old, new, item.column))
                    .unwrap_or_else(|| render::field(name, value, &pad)),
                Value::Inline(value) => {
                    let comment = item.field(name).map_or("", |field| field.comment(&before));
                    format!("{name}: {value}{comment}\n")
                }
            };
            item.put(name, rendered, previous);
        }
        if item.field(name).is_some() {
            previous = Some(*name);
        }
    }
    item.text()
}

/// The field `evidence` with the items of `new`; none when the old ones can not be told apart.
fn evidence(text: &str, old: &Claim, new: &Claim, column: usize) -> Option<String> {
    // The key stands where the field was cut out, so without its indent.
    let found = layout::items(text, "evidence", 0)?;
    if found.items.len() != old.evidence.len() || found.items.is_empty() {
        return None;
    }
    let mut out = text[..found.items[0].start].to_owned();
    // Comments before an item belong to it.
    let gap = |index: usize| match index {
        0 => 0..0,
        _ => found.items[index - 1].end..found.items[index].start,
    };
    let mut free: Vec<usize> = (0..old.evidence.len()).collect();
    let mut take = |test: &dyn Fn(&Evidence) -> bool| {
        let place = free.iter().position(|&index| test(&old.evidence[index]))?;
        Some(free.remove(place))
    };
    // Equal ones first, so that none of them is taken for a changed one.
    let equal: Vec<_> = new.evidence.iter().map(|one| take(&|other| other == one)).collect();
    for (one, equal) in new.evidence.iter().zip(equal) {
        if !out.ends_with('\n') {
            out.push('\n');
        }
        if let Some(index) = equal {
            out.push_str(&text[gap(index)]);
            out.push_str(&text[found.items[index].clone()]);
            continue;
        }
        let like = |other: &Evidence| other.source == one.source && other.by == one.by;
        let former = take(&|other| like(other) && other.exact == one.exact)
            .or_else(|| take(&|other| like(other) && other.trigger == one.trigger));
        let fields = render::evidence_fields(one);
        let item = match former {
            Some(index) => {
                out.push_str(&text[gap(index)]);
                let before = render::evidence_fields(&old.evidence[index]);
                fields_of(&text[found.items[index].clone()], &before, &fields, found.indent)
            }
            None => render::evidence_item(&fields, &" ".repeat(found.indent.max(column))),
        };
        out.push_str(&item);
    }
    out.push_str(&text[found.body.end..]);
    Some(out)
}

fn fields_of(
    text: &str,
    before: &[(&'static str, String)],
    after: &[(&'static str, String)],
    indent: usize,
) -> String {
    let Some(mut item) = Item::of(text, indent) else {
        return render::evidence_item(after, &" ".repeat(indent));
    };
    for (name, _) in before {
        if !after.iter().any(|(other, _)| other == name) {
            item.remove(name);
        }
    }
    let mut previous = None;
    for (name, value) in after {
        if !before.contains(&(*name, value.clone())) {
            item.put(name, format!("{name}: {value}\n"), previous);
        }
        if item.field(name).is_some() {
            previous = Some(*name);
        }
    }
    item.text()
}

/// An item of a block list, cut into the fields of its mapping.
struct Item {
    /// Indent, dash and spaces.
    lead: String,
    /// Column of the keys.
    column: usize,
    fields: Vec<Field>,
}

/// A field with its lines, or comment lines between two (with an empty name).
struct Field {
    name: String,
    /// From its key on, so the first line is without its indent.
    text: String,
}

impl Field {
    /// The comment behind the value on the line of the key, when the value is written as we write it.
    fn comment<'f>(&'f self, before: &[(&'static str, Value)]) -> &'f str {
        let value = before.iter().find(|(name, _)| *name == self.name).map(|(_, value)| value);
        let Some(Value::Inline(value)) = value else { return "" };
        let rest = self.text.strip_prefix(&format!("{}: {value}", self.name)).unwrap_or("").trim_end();
        if rest.trim_start().starts_with('#') && rest.starts_with(' ') { rest } else { "" }
    }
}

impl Item {
    fn of(text: &str, indent: usize) -> Option<Item> {
        let rest = text.get(indent..)?.strip_prefix('-')?;
        let column = indent + 1 + (rest.len() - rest.trim_start_matches(' ').len());
        if column == indent + 1 {
            return None;
        }
        let lead = text[..column].to_owned();
        let mut fields: Vec<Field> = Vec::new();
        // Comments at the depth of the keys belong to what follows: a key, or an item of the last field.
        let mut pending: Vec<&str> = Vec::new();
        let mut at = column;
        while at < text.len() {
            let end = text[at..].find('\n').map_or(text.len(), |length| at + length + 1);
            let line = &text[at..end];
            let body = line.trim_start_matches(' ');
            let depth = if at == column { column } else { line.len() - body.len() };
            let key = (depth == column).then(|| body.split_once(':')).flatten().map(|(key, _)| key);
            at = end;
            match key {
                Some(key) if !key.is_empty() && !key.contains([' ', '#', '"', '\'']) => {
                    for comment in pending.drain(..) {
                        let text = comment.trim_start_matches(' ').to_owned();
                        fields.push(Field { name: String::new(), text });
                    }
                    fields.push(Field { name: key.to_owned(), text: body.to_owned() });
                }
                _ if depth == column && body.starts_with('#') => pending.push(line),
                _ => {
                    let field = fields.last_mut()?;
                    field.text.extend(pending.drain(..));
                    field.text.push_str(line);
                }
            }
        }
        if let Some(field) = fields.last_mut() {
            field.text.extend(pending);
        }
        Some(Item { lead, column, fields })
    }

    fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    fn remove(&mut self, name: &str) {
        self.fields.retain(|field| field.name != name);
    }

    /// Sets the lines of a field; a new one goes behind `previous`.
    fn put(&mut self, name: &str, text: String, previous: Option<&str>) {
        let place = |name: &str| self.fields.iter().position(|field| field.name == name);
        if let Some(index) = place(name) {
            self.fields[index].text = text;
            return;
        }
        let index = previous.and_then(place).map_or(0, |index| index + 1);
        self.fields.insert(index, Field { name: name.to_owned(), text });
    }

    fn text(&self) -> String {
        let mut out = self.lead.clone();
        for (index, field) in self.fields.iter().enumerate() {
            if index > 0 {
                if !out.ends_with('\n') {
                    out.push('\n');
                }
                out.push_str(&" ".repeat(self.column));
            }
            out.push_str(&field.text);
        }
        out
    }
}
