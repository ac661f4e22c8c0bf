//! What stands before a person's name and belongs to the same actor: title, office, nationality.
//!
//! Looks at words before the name only, and never past another name or into another sentence.

use super::document::Document;
use super::tagging::{Class, Mention};
use crate::matching::actors::lexicon::{
    ADDRESS, FIELD, NATIONALITY, OFFICE, OFFICE_MODIFIER, ORDINARY, ROLE, ROLE_MODIFIER,
};
use crate::text::TokenKind;

/// No name has more words of title before it.
const REACH: usize = 6;

/// Where the title before a person's name begins, as a byte; nothing if there is none. Tokens
/// before `free` belong to another name.
pub(super) fn before(document: &Document<'_>, mention: &Mention, free: usize) -> Option<usize> {
    if mention.class != Class::Person {
        return None;
    }
    let tokens = document.reading.tokens(mention.paragraph);
    let ids = document.reading.forms(mention.paragraph);
    let name = mention.tokens.start;
    let floor = free.max(name.saturating_sub(REACH));
    let mut start = name;
    while start > floor && !tokens[start].opens_sentence {
        let form = document.form(ids[start - 1]);
        let is = |traits| form.traits & traits != 0;
        let fits = if start == name {
            is(ADDRESS | OFFICE | ROLE)
        } else {
            is(OFFICE | OFFICE_MODIFIER | FIELD | ROLE | ROLE_MODIFIER | NATIONALITY)
        };
        // An ordinary word with a capital is part of a title: `Second Secretary`.
        let plain = is(ORDINARY) && !form.upper;
        if tokens[start - 1].kind != TokenKind::Word || !fits || plain {
            break;
        }
        start -= 1;
    }
    (start < name).then(|| tokens[start].range().start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::Reading;
    use crate::text::Article;

    /// `[` stands before the title and `|` before the name, which ends the text; without `[` there
    /// is no title.
    fn check(marked: &str) {
        let (before, name) = marked.split_once('|').unwrap();
        let expected = before.find('[');
        let text = format!("{}{name}", before.replace('[', ""));
        let start = text.len() - name.len();
        let article = Article::from_text("test", text);
        let reading = Reading::new(&article);
        let document = Document::new(&reading);
        let tokens = reading.tokens(0);
        let mention = Mention {
            paragraph: 0,
            tokens: tokens
                .iter()
                .position(|t| t.range().start == start)
                .unwrap()..tokens.len(),
            class: Class::Person,
            probability: 0.9,
            other: (Class::Place, 0.0),
        };
        assert_eq!(super::before(&document, &mention, 0), expected, "{marked}");
    }

    #[test]
    fn titles_belong_to_the_person_and_other_words_do_not() {
        check("Later [Prime Minister |Orvik Tallen");
        check("Later [Nigerien foreign minister |Orvik Tallen");
        check("They met [spokeswoman |Ilse Korrin");
        check("They met |Ilse Korrin");
        check("The president left. |Ilse Korrin");
        check("The president, |Ilse Korrin");
        check("The French met |Ilse Korrin");
    }
}
