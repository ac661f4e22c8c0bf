use super::*;

/// A text with mentions in brackets. `[2:words]` is of actor 2; the chains that are clear must be
/// those numbers of which there are two or more.
#[track_caller]
fn check(marked: &str) {
    let (article, mentions, expected) = read(marked);
    let chains = Chains::of(&article, &mentions);
    let mut wanted: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, actor) in expected.iter().enumerate() {
        wanted.entry(actor).or_default().push(i);
    }
    let mut wanted: Vec<_> = wanted
        .into_values()
        .filter(|group| group.len() > 1)
        .collect();
    wanted.sort();
    let shown = |groups: &[Vec<usize>]| {
        let group = |group: &Vec<usize>| {
            let words = group.iter().map(|i| article.quote(mentions[*i].range));
            words.collect::<Vec<_>>().join(" = ")
        };
        groups.iter().map(group).collect::<Vec<_>>().join("\n")
    };
    let found = chains.groups(&vec![None; mentions.len()]);
    assert_eq!(
        shown(&found),
        shown(&wanted),
        "{marked}\n{:#?}",
        chains.links
    );
}

fn read(marked: &str) -> (Article, Vec<Mention>, Vec<String>) {
    let (mut text, mut mentions, mut actors) = (String::new(), Vec::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, from)) = rest.split_once('[') {
        text.push_str(before);
        let (mention, behind) = from.split_once(']').expect("an end");
        let (actor, words) = mention.split_once(':').expect("a number");
        let start = text.len();
        text.push_str(words);
        let range = ByteRange::new(start, text.len());
        mentions.push(Mention { range, head: None });
        actors.push(actor.to_owned());
        rest = behind;
    }
    text.push_str(rest);
    (Article::from_text("a.txt", text), mentions, actors)
}

#[test]
fn a_surname_is_of_the_full_name_before_it_or_behind() {
    check("[1:Iranian President Ebrahim Raisi] came. [1:Raisi] said that [2:Niger] was right.");
    check("[1:Raisi] came, [1:Ebrahim Raisi] said. Then [1:Mr. Raisi] left.");
    check(
        "[1:Fathi al-Mansouri] signed. [1:Mr. al-Mansouri] left with [2:Halimé Oumar Dakou]; [2:Ms. Dakou] smiled.",
    );
    check("[1:Gen. Yassir Abdelrahim] accused them. [1:Abdelrahim] was sure.");
    check("[1:Bakari Yao Sangari] came, [1:Yao Sangari] spoke, [1:Sangari] left.");
}

#[test]
fn two_full_names_are_never_one_person() {
    check("[1:Joe Biden] and [2:Hunter Biden] came. [3:Biden] spoke.");
    check("[1:President Joe Biden] and [2:Hunter Biden] came. [1:President Biden] spoke.");
    check("[1:Amina Diallo] met [2:Moussa Diallo]. [2:Moussa Diallo] thanked [1:Amina Diallo].");
    check("[1:Michael Jordan] went to [2:Jordan].");
    check("[1:Diallo] met [2:Amina Diallo] and [3:Moussa Diallo].");
}

#[test]
fn letters_are_of_the_name_that_explains_them() {
    check(
        "The [1:Economic Community of West African States] ([1:ECOWAS]) met. [1:ECOWAS] was firm, and [2:NATO] too.",
    );
    check("The [1:European Union] met. The [1:EU] was firm, the [2:AU] not.");
    check("The [1:UN] met. The [1:U.N.] was firm.");
    check(
        "The [1:Movement for Renewal] (MR) won against the [2:Movement for Rain]. [1:MR] rejoiced.",
    );
}

#[test]
fn offices_of_a_country_are_of_who_holds_them() {
    check(
        "[1:Nigerien Defense Minister Silifo Modi] came. The [1:Nigerien defence minister] spoke.",
    );
    check(
        "[1:Niamey Foreign Minister] in Tehran, [1:Bakari Yao Sangari], came. The [1:Nigerien foreign minister] left.",
    );
    check(
        "The [1:Chadian president] met the [2:Libyan president]. The [1:Chadian president] left.",
    );
    check(
        "[1:Malian Foreign Minister Sadio Ba] met [2:Chadian Foreign Minister Idriss Oum]. The [2:Chadian foreign minister] left.",
    );
    // Who held it before is another.
    check("[1:Malian President Sadio Ba] replaced [2:former Malian President Issa Ko].");
    check(
        "[1:Malian President Sadio Ba] replaced [2:Malian President Issa Ko]. The [3:Malian president] spoke.",
    );
    check("The [1:Nigerien ministers] came. [2:Nigerien Minister Ada Oum] spoke.");
}

#[test]
fn a_country_is_not_its_ministry_its_people_or_its_capital() {
    check(
        "[1:Niger] refused. The [2:Nigerien government] agreed. The [3:Nigerien people] waited. [1:Niger] left.",
    );
    check("The [1:United States] refused. The [1:U.S.] agreed. [2:U.S. troops] left.");
    check("[1:Niger] met [2:Nigeria].");
    check("[1:Niger] spoke. [2:Niamey] spoke.");
}

#[test]
fn same_words_are_one_actor_where_they_name_one() {
    check("[1:U.S. troops] came. [1:U.S. troops] left.");
    check("The [1:Pentagon] spoke. A [2:Pentagon delegation] came. The [1:Pentagon] agreed.");
    check("[1:officials] said so. Other [2:officials] did not.");
    check("[1:residents] fled. [2:residents] came back.");
}

#[test]
fn who_was_told_apart_is_not_joined() {
    let (article, mentions, _) = read("[1:Raisi] met [2:Raisi] and [3:Raisi] and [4:Raisi].");
    let chains = Chains::of(&article, &mentions);
    let groups = chains.groups(&[Some(7), Some(8), None, None]);
    // The nearest before it decides.
    assert_eq!(groups, [vec![1, 2, 3]]);
    let groups = chains.groups(&[Some(7), None, Some(7), None]);
    assert_eq!(groups, [vec![0, 1, 2, 3]]);
}

#[test]
fn the_fullest_mention_names_the_actor() {
    for (marked, expected) in [
        (
            "[1:Raisi] met [1:Iranian President Ebrahim Raisi].",
            "Ebrahim Raisi",
        ),
        (
            "[1:Economic Community of West African States] ([1:ECOWAS])",
            "Economic Community of West African States",
        ),
        ("[1:U.S. troops] and [1:U.S. troops]", "U.S. troops"),
    ] {
        let (article, mentions, _) = read(marked);
        let chains = Chains::of(&article, &mentions);
        let fullest = chains.fullest(&[0, 1]).expect("one of them");
        assert_eq!(article.quote(fullest), expected);
    }
}

#[test]
fn a_proposal_says_why() {
    let (article, mentions, _) = read(
        "[1:Ebrahim Raisi] met the [2:Malian army]. Soldiers of the [2:army] and [1:Raisi] spoke.",
    );
    let why = |i: usize| {
        let link = propose(&article, &mentions[..i], mentions[i]);
        link.map(|link| (link.to, link.reason))
    };
    assert_eq!(why(1), None);
    assert_eq!(why(2), Some((1, "the same role")));
    assert_eq!(why(3), Some((0, "the surname of a full name")));
}
