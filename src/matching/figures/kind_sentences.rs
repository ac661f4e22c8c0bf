//! Kinds of facts in sentences, as a table. All sentences are invented.

use super::cases::read;
use crate::annotation::FigureKind;
use crate::matching::Language;

/// Kinds and invented sentences; each figure in brackets is of that kind.
const SENTENCES: &[(FigureKind, &str)] = &[
    (FigureKind::Dead, "The raid killed [12] people."),
    (FigureKind::Dead, "The raid left [12] dead."),
    (FigureKind::Dead, "[12] dead were counted."),
    (FigureKind::Dead, "The toll rose to [34] dead."),
    (FigureKind::Dead, "The bomb claimed [40] lives."),
    (FigureKind::Dead, "[Eight] soldiers lost their lives there."),
    (FigureKind::Dead, "The death toll reached [300] by night."),
    (FigureKind::Dead, "[17] people were shot dead."),
    (FigureKind::Dead, "Gunmen murdered [nine] worshippers."),
    (FigureKind::Dead, "[11] miners have perished."),
    (FigureKind::Dead, "At least [21] fatalities were reported."),
    (FigureKind::Dead, "[Four] people died of cholera."),
    (
        FigureKind::Dead,
        "[15] people, including [three] children, were killed.",
    ),
    (
        FigureKind::Dead,
        "[12] soldiers and [3] civilians were killed.",
    ),
    (
        FigureKind::Dead,
        "It killed [12] soldiers and [3] civilians.",
    ),
    (FigureKind::Dead, "The attack killed at least [12] people."),
    (FigureKind::Injured, "The raid left [30] wounded."),
    (
        FigureKind::Injured,
        "It killed nobody and hurt [30] others.",
    ),
    (FigureKind::Injured, "[45] people suffered burns."),
    (
        FigureKind::Injured,
        "[Seven] people were taken to hospital.",
    ),
    (FigureKind::Injured, "[Seven] passengers were hospitalised."),
    (
        FigureKind::Injured,
        "More than [60] were injured in the crush.",
    ),
    (FigureKind::Arrested, "[12] people were arrested."),
    (
        FigureKind::Arrested,
        "Police arrested about [40] protesters.",
    ),
    (FigureKind::Arrested, "Police rounded up [60] students."),
    (
        FigureKind::Arrested,
        "[19] activists were taken into custody.",
    ),
    (
        FigureKind::Arrested,
        "Police arrested [12] men and [two] women.",
    ),
    (
        FigureKind::Displaced,
        "The flood forced [40,000] from their homes.",
    ),
    (
        FigureKind::Displaced,
        "The fighting drove [9,000] people from their homes.",
    ),
    (FigureKind::Displaced, "[2,000] families fled."),
    (
        FigureKind::Displaced,
        "The storm left [1,500] people homeless.",
    ),
    (FigureKind::Displaced, "[700] villagers were evacuated."),
    (
        FigureKind::Displaced,
        "[3,000] villagers have abandoned their homes.",
    ),
    (FigureKind::Size, "A delegation of [20] arrived."),
    (FigureKind::Size, "A crowd of some [3,000] waited."),
    (
        FigureKind::Size,
        "About [3,000] marched through the capital.",
    ),
    (FigureKind::Size, "The ministry sent [1,200] troops."),
    (FigureKind::Size, "He was killed by [12] gunmen."),
    (FigureKind::Size, "She was arrested by [four] officers."),
    (FigureKind::Size, "The [12] soldiers killed nobody."),
    (FigureKind::Amount, "The state paid [€5 million] for it."),
    (FigureKind::Amount, "They burnt [20] tonnes of rice."),
    (FigureKind::Amount, "The column drove [300] km."),
    (FigureKind::Share, "Prices rose by [5 %]."),
    (FigureKind::Share, "[Two thirds] of voters stayed at home."),
    (
        FigureKind::Other,
        "It left 30 wounded, and [dozens] of homes burnt.",
    ),
    (
        FigureKind::Other,
        "It left 30 wounded and [14] homes in ruins.",
    ),
    (FigureKind::Other, "They built [14] bridges."),
    (FigureKind::Other, "He was killed in [three] attacks."),
    (
        FigureKind::Dead,
        "Officials put the number of dead at [520].",
    ),
    (FigureKind::Dead, "The toll stood at [52] by night."),
    (FigureKind::Dead, "[52] were confirmed dead."),
    (FigureKind::Dead, "[Three] climbers froze to death."),
    (
        FigureKind::Injured,
        "Clashes wounded at least [14] police officers.",
    ),
    (FigureKind::Injured, "[14] officers were among the injured."),
    (FigureKind::Arrested, "[200] people remain in detention."),
    (FigureKind::Arrested, "The army captured [80] fighters."),
    (
        FigureKind::Displaced,
        "The fires sent [4,000] people fleeing.",
    ),
    (FigureKind::Displaced, "The war has uprooted [2 million]."),
    (FigureKind::Size, "Some [600] took part in the protest."),
    (FigureKind::Size, "[35] rebels surrendered."),
    (FigureKind::Size, "They met a [7,000]-strong force."),
    (FigureKind::Other, "Floods swept away [eight] houses."),
    (FigureKind::Other, "They were wounded in [12] raids."),
];

#[test]
fn the_kind_is_told_by_the_words_around() {
    let mut wrong = Vec::new();
    for (kind, sentence) in SENTENCES {
        let text = sentence.replace(['[', ']'], "");
        let found = read(&text, Language::English);
        for marked in sentence.split('[').skip(1) {
            let words = marked.split(']').next().expect("a bracket closes");
            let place = text.find(words).expect("it stands there");
            let figure = found.iter().find(|figure| figure.range.start == place);
            let value = figure.and_then(|figure| figure.value.as_ref());
            let told = value.map(|value| value.kind);
            if told != Some(*kind) {
                wrong.push(format!("{sentence}: {words} is {told:?}, not {kind:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
