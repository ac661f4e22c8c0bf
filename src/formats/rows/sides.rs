//! The two sides of an event. ACLED's have no direction, and PLOVER's have where one acts on another.
//!
//! Where there is a recipient, the actors are the one side and the recipients the other. Meetings,
//! agreements, cooperation and fights have several actors and no recipient: there the first actor
//! has the first side. Of the others, those of another country have the second one; where no
//! country tells them apart, those of another sector; and where their countries are not known, the
//! second actor. Who is not told apart stays beside the first. In what is done by several
//! together (a protest, an air strike, a deployment) all actors are one side.

use super::groups::{country, sector};
use super::work::{ACTOR, Filler, Item, RECIPIENT};
use crate::annotation::Event;

/// How the columns of the first side are described.
pub(super) const FIRST: &str = "The first actor of the event";
/// And those of the second.
pub(super) const SECOND: &str = "The first recipient; in a meeting, an agreement, cooperation or a fight without a recipient \
     the first actor of another country than actor1 (else of another sector, else the second actor)";

/// The fillers of both sides, each in their order. Linear in the fillers.
pub(super) fn sides<'i, 'a>(item: &'i Item<'a>) -> [Vec<&'i Filler<'a>>; 2] {
    let actors: Vec<_> = item.of(ACTOR).collect();
    let recipients: Vec<_> = item.of(RECIPIENT).collect();
    let Some((first, others)) = actors.split_first() else {
        return [actors, recipients];
    };
    if !recipients.is_empty() || others.is_empty() || !item.event.is_some_and(is_two_sided) {
        return [actors, recipients];
    }
    let differs = |tell: fn(&Filler<'a>) -> Option<&'a str>| {
        move |other: &&'i Filler<'a>| {
            let known = tell(first).zip(tell(other));
            known.is_some_and(|(one, other)| one != other)
        }
    };
    let (of_country, of_sector) = (differs(country), differs(sector));
    let is_one_side = |other: &Filler<'a>| {
        let entities = first.entity().zip(other.entity());
        let of_one_country = country(first).is_some() && country(other).is_some();
        of_one_country || entities.is_some_and(|(one, other)| one.id == other.id)
    };
    let by_country = others.iter().any(of_country);
    let by_sector = !by_country && others.iter().any(of_sector);
    let counterpart = others.iter().position(|other| !is_one_side(other));
    let mut told = [vec![*first], Vec::new()];
    for (n, other) in others.iter().enumerate() {
        let second = match (by_country, by_sector) {
            (true, _) => of_country(other),
            (_, true) => of_sector(other),
            _ => counterpart == Some(n),
        };
        told[usize::from(second)].push(*other);
    }
    told
}

/// Whether it is violence between its actors: several of them and no recipient.
pub(super) fn is_fight(event: &Event) -> bool {
    let several = |name: &str| event.roles.iter().filter(|role| role.role == name).count();
    let violence = event.kind.as_deref() == Some("ASSAULT");
    violence && is_two_sided(event) && several(ACTOR) > 1 && several(RECIPIENT) == 0
}

/// Whether its actors face each other. Of violence that is a fight: what one side alone does to
/// others (strikes from the air, abductions, torture) is not.
fn is_two_sided(event: &Event) -> bool {
    match (event.kind.as_deref(), event.mode.as_deref()) {
        (Some("CONSULT" | "AGREE" | "COOPERATE"), _) => true,
        (Some("ASSAULT"), mode) => matches!(
            mode,
            None | Some("firearms" | "heavy-weapons" | "primitive" | "beat")
        ),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{
        AnnotationSet, Entity, Fields, Id, Label, Op, Origin, Role, RoleFiller, Span, Timestamp,
    };
    use crate::formats::rows::Work;
    use crate::text::{Article, ByteRange};

    /// The sides of an event whose fillers are one letter each; a filler has country and sector.
    #[track_caller]
    fn check(kind: &str, fillers: &[(&str, &str, &str)], expected: [&str; 2]) {
        let article = Article::from_text("a.txt", "abcdefgh");
        let now = Timestamp::new("2026-11-23T10:00:00Z");
        let mut set = AnnotationSet::default();
        let mut event = Event::new(Id::new("e1"), Id::new("s0"));
        let (kind, mode) = kind.split_once(' ').unwrap_or((kind, ""));
        event.kind = Some(kind.to_owned());
        event.mode = (!mode.is_empty()).then(|| mode.to_owned());
        let mut ops = Vec::new();
        for n in 0..=fillers.len() {
            let label = if n == 0 { Label::EVENT } else { Label::ACTOR };
            let id = Id::new(&format!("s{n}"));
            let range = ByteRange::new(n, n + 1);
            let span = Span::new(id, label, range, Origin::default(), &now);
            ops.push(Op::AddSpan(Box::new(span)));
        }
        for (n, (role, country, sector)) in fillers.iter().enumerate() {
            let id = Id::new(&format!("s{}", n + 1));
            event.roles.push(Role {
                role: (*role).to_owned(),
                kind: None,
                filler: RoleFiller::Span(id.clone()),
                extra: Fields::new(),
            });
            let known = |code: &str| (!code.is_empty()).then(|| code.to_owned());
            ops.push(Op::AddEntity(Box::new(Entity {
                id: Id::new(&format!("a{n}")),
                name: id.to_string(),
                country: known(country),
                sector: known(sector),
                spans: vec![id],
                extra: Fields::new(),
            })));
        }
        ops.push(Op::AddEvent(Box::new(event)));
        for op in ops {
            set.apply(&op).unwrap();
        }
        let work = Work::new(&article, &set, "a.txt");
        let event = set.events().next().unwrap();
        let item = Item::of_event(&work, event);
        let letters = |side: &Vec<&Filler<'_>>| -> String {
            let ranges = side.iter().filter_map(|filler| filler.span);
            ranges.map(|span| article.quote(span.range)).collect()
        };
        assert_eq!(sides(&item).each_ref().map(letters), expected, "{kind}");
    }

    #[test]
    fn who_meets_stands_on_two_sides() {
        let actor = |country, sector| ("actor", country, sector);
        let (ner, fra) = (actor("NER", "GOV"), actor("FRA", "GOV"));
        check("CONSULT visit", &[ner, fra], ["b", "c"]);
        check("CONSULT", &[ner, ner, fra, ner, fra], ["bce", "df"]);
        check("CONSULT", &[ner, ner], ["bc", ""]);
        check("AGREE", &[ner, actor("NER", "REB")], ["b", "c"]);
        let unknown = actor("", "");
        check("COOPERATE", &[unknown, unknown, unknown], ["bd", "c"]);
        check("CONSULT", &[ner, ner, unknown], ["bc", "d"]);
        check("CONSULT", &[unknown], ["b", ""]);
        check("ASSAULT", &[unknown, unknown], ["b", "c"]);
        // Together, or upon another.
        check("ASSAULT aerial", &[ner, fra], ["bc", ""]);
        check("PROTEST demo", &[ner, fra], ["bc", ""]);
        check("CONSULT", &[ner, fra, ("recipient", "", "")], ["bc", "d"]);
    }
}
