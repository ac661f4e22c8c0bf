//! Which column of a file of records says what.

/// What a column can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    Text,
    Title,
    Published,
    Id,
    /// Who published it. Where that is an address it stands for `Url`.
    Source,
    Url,
    Language,
}

impl Role {
    pub const ALL: [Self; 7] = [
        Self::Text,
        Self::Title,
        Self::Published,
        Self::Id,
        Self::Source,
        Self::Url,
        Self::Language,
    ];

    /// As it is written in `obelus.toml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Title => "title",
            Self::Published => "published",
            Self::Id => "id",
            Self::Source => "source",
            Self::Url => "url",
            Self::Language => "language",
        }
    }
}

/// The columns that are read, by name. In JSON lines `a.b` is the field `b` of the object `a`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Columns {
    /// Empty where nothing is chosen: then no record has text.
    pub text: String,
    pub title: Option<String>,
    pub published: Option<String>,
    pub id: Option<String>,
    pub source: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
}

impl Columns {
    /// The column of a role.
    #[must_use]
    pub fn get(&self, role: Role) -> Option<&str> {
        match role {
            Role::Text => Some(&self.text),
            Role::Title => self.title.as_deref(),
            Role::Published => self.published.as_deref(),
            Role::Id => self.id.as_deref(),
            Role::Source => self.source.as_deref(),
            Role::Url => self.url.as_deref(),
            Role::Language => self.language.as_deref(),
        }
    }

    /// Gives a role a column, or none. A text there must be: none leaves it empty.
    pub fn set(&mut self, role: Role, column: Option<String>) {
        match role {
            Role::Text => self.text = column.unwrap_or_default(),
            Role::Title => self.title = column,
            Role::Published => self.published = column,
            Role::Id => self.id = column,
            Role::Source => self.source = column,
            Role::Url => self.url = column,
            Role::Language => self.language = column,
        }
    }

    /// The roles that a column has; several may share one.
    pub fn roles_of<'a>(&'a self, column: &'a str) -> impl Iterator<Item = Role> + 'a {
        let roles = Role::ALL.into_iter();
        roles.filter(move |role| self.get(*role) == Some(column))
    }
}
