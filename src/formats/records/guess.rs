//! Which column is what, from their names and from what stands in them.

use super::columns::Columns;
use super::days::day;

/// What was seen of one column.
#[derive(Clone, Debug, Default)]
pub(super) struct Sample {
    pub name: String,
    /// The first values, for showing.
    pub shown: Vec<String>,
    filled: usize,
    /// How many are strings.
    texts: usize,
    bytes: usize,
    spaced: usize,
    dates: usize,
    digits: usize,
    numbered: usize,
    addresses: usize,
    longest: usize,
    values: foldhash::HashSet<u64>,
}

impl Sample {
    pub fn new(name: String) -> Self {
        Self {
            name,
            ..Self::default()
        }
    }

    /// Counts a value that is not empty; `head` is its beginning.
    pub fn count(&mut self, head: &str, length: usize, text: bool) {
        use std::hash::BuildHasher as _;
        let trimmed = head.trim();
        self.filled += 1;
        self.texts += usize::from(text);
        self.bytes += length;
        self.longest = self.longest.max(length);
        self.spaced += usize::from(trimmed.contains(char::is_whitespace));
        self.dates += usize::from(day(trimmed).is_some());
        self.digits += usize::from(trimmed.bytes().all(|b| b.is_ascii_digit()));
        self.numbered += usize::from(trimmed.bytes().any(|b| b.is_ascii_digit()));
        let address = trimmed.starts_with("http://") || trimmed.starts_with("https://");
        self.addresses += usize::from(address);
        // With its length, since only the beginning is at hand.
        let hash = foldhash::fast::FixedState::default().hash_one((head, length));
        self.values.insert(hash);
    }

    fn mean(&self) -> usize {
        self.bytes / self.filled.max(1)
    }

    fn mostly(&self, count: usize) -> bool {
        self.filled > 0 && count * 10 >= self.filled * 9
    }

    fn is_distinct(&self) -> bool {
        self.values.len() == self.filled
    }

    /// How early its name stands in a list of usual ones; those of nested fields come later.
    fn rank(&self, names: &[&str]) -> Option<usize> {
        let depth = self.name.matches('.').count();
        let place = |name: &str| {
            let plain = plain(name);
            names.iter().position(|known| *known == plain)
        };
        let last = self.name.rsplit('.').next().unwrap_or_default();
        let rank = place(&self.name).or_else(|| place(last))?;
        Some(rank + 2 * depth)
    }
}

/// `Article-Text` and `article_text` are the same name.
fn plain(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

const TEXT: &[&str] = &[
    "text",
    "body",
    "content",
    "article",
    "articletext",
    "articlebody",
    "fulltext",
    "maintext",
    "story",
    "bodytext",
    "plaintext",
    "cleantext",
    "rawtext",
    "texte",
    "contenu",
    "corps",
    "texto",
    "contenido",
    "cuerpo",
    "inhalt",
    "volltext",
    "testo",
    "conteudo",
    "текст",
    "النص",
    "نص",
    "notes",
    "paragraphs",
    "sentence",
    "message",
    "description",
    "summary",
    "abstract",
];
const TITLE: &[&str] = &[
    "title",
    "headline",
    "heading",
    "head",
    "articletitle",
    "newstitle",
    "subject",
    "titre",
    "titulo",
    "título",
    "titel",
    "titolo",
    "überschrift",
    "заголовок",
    "العنوان",
    "name",
];
const PUBLISHED: &[&str] = &[
    "published",
    "publishedat",
    "datepublished",
    "publicationdate",
    "publishdate",
    "publisheddate",
    "pubdate",
    "date",
    "articledate",
    "newsdate",
    "eventdate",
    "datetime",
    "timestamp",
    "time",
    "day",
    "datum",
    "fecha",
    "data",
    "дата",
    "التاريخ",
    "createdat",
    "created",
    "sqldate",
];
const ID: &[&str] = &[
    "id",
    "docid",
    "documentid",
    "articleid",
    "recordid",
    "eventidcnty",
    "eventid",
    "globaleventid",
    "storyid",
    "newsid",
    "uid",
    "uuid",
    "guid",
    "key",
    "identifier",
    "dataid",
    "rowid",
    "no",
    "nr",
    "number",
    "index",
];
const SOURCE: &[&str] = &[
    "source",
    "sourcename",
    "publisher",
    "outlet",
    "newspaper",
    "media",
    "provider",
    "agency",
    "site",
    "domain",
    "publication",
    "quelle",
    "fuente",
    "fonte",
    "источник",
    "المصدر",
];
const URL: &[&str] = &[
    "url",
    "link",
    "href",
    "permalink",
    "weburl",
    "sourceurl",
    "articleurl",
    "uri",
    "address",
];
const LANGUAGE: &[&str] = &[
    "language",
    "lang",
    "languagecode",
    "langcode",
    "locale",
    "langue",
    "sprache",
    "idioma",
    "lingua",
    "язык",
    "اللغة",
];

/// Whether a name is one of those that columns usually have.
pub(super) fn is_known(name: &str) -> bool {
    let name = plain(name);
    [TEXT, TITLE, PUBLISHED, ID, SOURCE, URL, LANGUAGE]
        .iter()
        .any(|names| names.contains(&name.as_str()))
}

/// The columns of some records. A name counts where what stands in the column does not speak
/// against it; without a name, what stands there has to speak for itself.
pub(super) fn guess(samples: &[Sample], records: usize) -> Columns {
    let mut taken: Vec<String> = Vec::new();
    let mut choose = |names: &[&str], fits: &dyn Fn(&Sample) -> bool, or: Option<&Sample>| {
        let free = |sample: &&Sample| !taken.contains(&sample.name);
        let named = samples
            .iter()
            .filter(free)
            .filter(|sample| sample.filled == 0 && records == 0 || fits(sample))
            .filter_map(|sample| Some((sample.rank(names)?, sample)))
            .min_by_key(|(rank, _)| *rank);
        let chosen = named.map(|(_, sample)| sample).or(or.filter(free))?;
        taken.push(chosen.name.clone());
        Some(chosen.name.clone())
    };
    let one = samples.len() == 1;
    let is_text = |s: &Sample| s.texts > 0 && !s.mostly(s.addresses) && (one || !s.mostly(s.dates));
    let longest = samples
        .iter()
        .filter(|sample| is_text(sample) && (one || sample.mostly(sample.spaced)))
        .max_by_key(|sample| sample.mean());
    let most = longest.map_or(0, Sample::mean);
    // A column named “text” of a few words beside one of whole articles is something else.
    let is_long = |s: &Sample| is_text(s) && (s.mean() >= 200 || s.mean() * 4 >= most);
    let text = choose(TEXT, &is_long, longest.filter(|s| one || s.mean() >= 40));

    let is_date = |s: &Sample| s.filled > 0 && s.dates * 2 >= s.filled;
    let dated = samples
        .iter()
        .find(|sample| sample.mostly(sample.dates) && !sample.mostly(sample.digits));
    let published = choose(PUBLISHED, &is_date, dated);

    let is_address = |s: &Sample| s.mostly(s.addresses);
    let address = samples.iter().find(|sample| is_address(sample));
    let url = choose(URL, &is_address, address);

    let short = |s: &Sample| s.filled > 0 && s.mean() <= 300 && s.longest <= 2000;
    let like_a_title = samples.iter().find(|sample| {
        let mean = sample.mean();
        (15..=200).contains(&mean)
            && sample.mostly(sample.spaced)
            && sample.values.len() * 10 >= sample.filled * 9
            && sample.texts > 0
            && !sample.mostly(sample.dates)
    });
    let like_a_title = like_a_title.filter(|sample| text.as_ref() != Some(&sample.name));
    let title = choose(TITLE, &|s| short(s) && s.mostly(s.texts), like_a_title);

    // One id that stands there a few times is a fault of the file; half of them are no ids.
    let is_id =
        |s: &Sample| s.filled * 2 > records && s.values.len() * 2 > s.filled && s.mean() <= 200;
    let like_an_id = samples.iter().find(|sample| {
        sample.filled == records
            && records > 1
            && sample.is_distinct()
            && sample.mean() <= 64
            && sample.spaced == 0
            && sample.mostly(sample.numbered)
            && !sample.mostly(sample.addresses)
            && sample.dates == 0
    });
    let id = choose(ID, &is_id, like_an_id).or_else(|| {
        let address = samples.iter().find(|s| url.as_ref() == Some(&s.name))?;
        let tells_apart = address.filled == records && address.is_distinct();
        tells_apart.then(|| address.name.clone())
    });
    let source = choose(SOURCE, &short, None);
    let language = choose(LANGUAGE, &|s| s.filled > 0 && s.mean() <= 20, None);
    Columns {
        text: text.unwrap_or_default(),
        title,
        published,
        id,
        source,
        url,
        language,
    }
}
