//! Which column is what, from their names and from what stands in them.

use super::columns::Columns;
use super::days::is_like_a_date;

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
    /// How many begin with a small letter.
    low: usize,
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
        self.dates += usize::from(is_like_a_date(trimmed));
        self.low += usize::from(trimmed.starts_with(char::is_lowercase));
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

    /// How early its name stands in a list of usual ones; those of nested fields come later, and
    /// still later those of which one word stands there: the last, as in "story text", or the
    /// first, as in "titre de l’article".
    fn rank(&self, names: &[&str]) -> Option<usize> {
        const WORD: usize = 200;
        let depth = self.name.matches('.').count();
        let place = |name: &str| {
            let plain = plain(name);
            names.iter().position(|known| *known == plain)
        };
        let last = self.name.rsplit('.').next().unwrap_or_default();
        let words = words(last);
        let word = |at: Option<&String>| at.and_then(|word| place(word));
        let rank = place(&self.name)
            .or_else(|| place(last))
            .or_else(|| word(words.last()).map(|rank| rank + WORD))
            .or_else(|| word(words.first()).map(|rank| rank + 2 * WORD))?;
        Some(rank + 2 * depth)
    }

    fn is_short(&self) -> bool {
        self.filled > 0 && self.mean() <= 300 && self.longest <= 2000
    }
}

/// `artikel_nr`, `pubDate` and `story text` have two words each.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut low = false;
    for c in name.chars() {
        let begins = !c.is_alphanumeric() || low && c.is_uppercase();
        if begins && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.push(c);
        }
        low = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

/// `Article-Text` and `article_text` are the same name.
fn plain(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

/// What columns beside those that are read are called: by their values alone they could be taken
/// for the source or the title.
const OTHERS: &[&str] = &[
    "author",
    "authors",
    "byline",
    "autor",
    "auteur",
    "verfasser",
    "autore",
    "country",
    "countries",
    "pays",
    "land",
    "país",
    "pais",
    "paese",
    "region",
    "région",
    "city",
    "place",
    "location",
    "ort",
    "lieu",
    "lugar",
    "admin1",
    "admin2",
    "admin3",
    "section",
    "category",
    "categories",
    "kategorie",
    "catégorie",
    "rubrik",
    "ressort",
    "rubrique",
    "topic",
    "topics",
    "theme",
    "thema",
    "type",
    "label",
    "labels",
    "status",
    "tags",
    "keywords",
    "genre",
    "actor",
    "actor1",
    "actor2",
    "file",
    "filename",
    "path",
    "notes",
    "comment",
    "annotator",
    "coder",
    "user",
    "split",
    "gender",
];

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
    "storytext",
    "haupttext",
    "artikeltext",
    "fließtext",
    "wortlaut",
    "meldung",
    "nachricht",
    "noticia",
    "corpo",
    "nota",
    "metin",
    "içerik",
    "icerik",
    "tekst",
    "treść",
    "tresc",
    "inhoud",
    "isi",
    "konten",
    "正文",
    "内容",
    "本文",
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
    "hl",
    "hed",
    "schlagzeile",
    "titular",
    "encabezado",
    "manchete",
    "başlık",
    "baslik",
    "kop",
    "tytuł",
    "tytul",
    "judul",
    "标题",
    "見出し",
    "タイトル",
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
    "erschienen",
    "erschienenam",
    "erscheinungsdatum",
    "veröffentlicht",
    "veröffentlichtam",
    "datepublication",
    "datedepublication",
    "dateparution",
    "datedeparution",
    "parution",
    "publié",
    "publiéle",
    "publie",
    "paru",
    "fechapublicacion",
    "fechadepublicacion",
    "fechadepublicación",
    "publicado",
    "datadepublicação",
    "datadipubblicazione",
    "pubblicato",
    "tarih",
    "gepubliceerd",
    "opublikowano",
    "tanggal",
    "日期",
    "发布时间",
    "تاريخ",
    "تاريخالنشر",
    "issued",
    "posted",
    "pub",
    "pubdt",
    "dt",
    "jour",
    "tag",
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
    "doc",
    "ref",
    "reference",
    "référence",
    "kennung",
    "artikelnr",
    "artikelid",
    "nummer",
    "numero",
    "número",
    "num",
    "n",
    "номер",
    "идентификатор",
    "المعرف",
    "编号",
    "accession",
    "accessionnumber",
    "pk",
    "lfdnr",
    "cote",
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
    "zeitung",
    "journal",
    "periodico",
    "periódico",
    "diario",
    "medio",
    "medium",
    "giornale",
    "testata",
    "jornal",
    "veículo",
    "veiculo",
    "gazete",
    "kaynak",
    "krant",
    "bron",
    "gazeta",
    "źródło",
    "zrodlo",
    "koran",
    "sumber",
    "média",
    "organ",
    "organe",
    "herausgeber",
    "éditeur",
    "paper",
    "feed",
    "channel",
    "station",
    "newssource",
    "来源",
    "媒体",
    "الصحيفة",
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
    "ln",
    "taal",
    "dil",
    "język",
    "bahasa",
    "语言",
];

/// Whether a name is one of those that columns usually have.
pub(super) fn is_known(name: &str) -> bool {
    let name = plain(name);
    [TEXT, TITLE, PUBLISHED, ID, SOURCE, URL, LANGUAGE]
        .iter()
        .any(|names| names.contains(&name.as_str()))
}

/// The columns of some records. A name counts where what stands in the column does not speak
/// against it; without a name, what stands there has to speak for itself. A column has one use; only
/// an address may serve as id too.
pub(super) fn guess(samples: &[Sample], records: usize) -> Columns {
    let mut taken: Vec<String> = Vec::new();
    let mut choose =
        |names: &[&str], fits: &dyn Fn(&Sample) -> bool, or: &dyn Fn(&Sample) -> bool| {
            let free = |sample: &&Sample| !taken.contains(&sample.name);
            let named = samples
                .iter()
                .filter(free)
                .filter(|sample| sample.filled == 0 && records == 0 || fits(sample))
                .filter_map(|sample| Some((sample.rank(names)?, sample)))
                .min_by_key(|(rank, _)| *rank);
            let unnamed = || samples.iter().filter(free).find(|sample| or(sample));
            let chosen = named.map(|(_, sample)| sample).or_else(unnamed)?;
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
    let is_longest = |s: &Sample| {
        let longest = longest.filter(|longest| one || longest.mean() >= 20);
        longest.is_some_and(|longest| longest.name == s.name)
    };
    let text = choose(TEXT, &is_long, &is_longest);

    let is_date = |s: &Sample| s.filled > 0 && s.dates * 2 >= s.filled;
    let is_dated = |s: &Sample| s.dates * 4 >= s.filled * 3 && is_date(s) && !s.mostly(s.digits);
    let published = choose(PUBLISHED, &is_date, &is_dated);

    let is_address = |s: &Sample| s.mostly(s.addresses);
    let url = choose(URL, &is_address, &is_address);

    // One id that stands there a few times is a fault of the file; half of them are no ids.
    let is_id = |s: &Sample| {
        s.filled * 2 > records
            && s.values.len() * 2 > s.filled
            && s.mean() <= 200
            && s.spaced * 2 <= s.filled
    };
    let is_like_an_id = |s: &Sample| {
        s.filled == records
            && records > 1
            && s.is_distinct()
            && s.mean() <= 64
            && s.spaced == 0
            && s.mostly(s.numbered)
            && !s.mostly(s.addresses)
            && (s.dates == 0 || s.mostly(s.digits))
    };
    let id = choose(ID, &is_id, &is_like_an_id).or_else(|| {
        let address = samples.iter().find(|s| url.as_ref() == Some(&s.name))?;
        let tells_apart = address.filled == records && address.is_distinct();
        tells_apart.then(|| address.name.clone())
    });

    let is_other = |s: &Sample| s.rank(OTHERS).is_some();
    let is_label = |s: &Sample| {
        s.is_short() && s.mostly(s.texts) && !s.mostly(s.addresses) && !s.mostly(s.dates)
    };
    let is_like_a_title = |s: &Sample| {
        (15..=200).contains(&s.mean())
            && is_label(s)
            && s.mostly(s.spaced)
            && s.values.len() * 10 >= s.filled * 9
            && s.low * 2 <= s.filled
            && !is_other(s)
    };
    let title = choose(TITLE, &is_label, &is_like_a_title);

    let is_source = |s: &Sample| s.is_short() && !s.mostly(s.dates);
    // A few short names that come again and again; where two columns have such, neither is taken.
    let repeats = |s: &Sample| {
        records >= 4
            && s.filled * 10 >= records * 9
            && is_label(s)
            && (4..=40).contains(&s.mean())
            && (2..=s.filled / 2).contains(&s.values.len())
            && s.low * 2 <= s.filled
            && s.numbered * 2 <= s.filled
            && !is_other(s)
            && s.rank(LANGUAGE).is_none()
    };
    let alone = samples.iter().filter(|s| repeats(s)).count() == 1;
    let source = choose(SOURCE, &is_source, &|s| alone && repeats(s));
    let language = choose(LANGUAGE, &|s| s.filled > 0 && s.mean() <= 20, &|_| false);
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
