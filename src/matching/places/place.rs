//! What the gazetteer knows of one place, and how reasons word it.

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlaceKind {
    Country,
    /// A first-level division of a country, or a second-level one.
    Region,
    Capital,
    City,
    /// A sea, river, lake or strait.
    Water,
    /// A mountain, a range, a desert.
    Mountain,
    /// A stretch of land by custom: "Sahel", "West Bank", "Europe".
    Area,
}

/// A country, by its place in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-3: `NER`; Kosovo is `XKX`.
    pub iso3: &'static str,
    /// ISO 3166-1 alpha-2: `NE`.
    pub iso2: &'static str,
    /// As news writes it: `Niger`.
    pub name: &'static str,
}

/// One place of a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// As the gazetteer writes it.
    pub name: &'static str,
    pub kind: PlaceKind,
    pub country: Option<Country>,
    /// The first-level region of a settlement: `Alabama`.
    pub region: Option<&'static str>,
    /// The number of the first-level region in which it lies, or which it is; 0 where unknown.
    pub(super) region_number: u16,
    /// Inhabitants of a country or settlement, to one in a thousand; 0 where unknown.
    pub population: u32,
    /// The same; of a region those of its settlements.
    pub people: u32,
    /// Degrees north and east, to within 700 m, of its middle where it is large.
    pub coordinates: Option<(f32, f32)>,
    /// The number in GeoNames, where known.
    pub geonameid: Option<u32>,
    pub(super) flags: u8,
}

impl Place {
    /// Whether the name is also an everyday English word: "Mobile", "Reading".
    #[must_use]
    pub fn is_common_word(&self) -> bool {
        self.flags & 1 != 0
    }

    /// Whether the name is also a given name: "Jordan", "Paris".
    #[must_use]
    pub fn is_given_name(&self) -> bool {
        self.flags & 2 != 0
    }

    /// Whether the name is also a frequent surname: "Jackson", "Lincoln".
    #[must_use]
    pub fn is_surname(&self) -> bool {
        self.flags & 4 != 0
    }

    /// Whether the name is an abbreviation in capitals: "U.S.", "DRC".
    #[must_use]
    pub fn is_acronym(&self) -> bool {
        self.flags & 8 != 0
    }

    /// Whether it is a division of a first-level region: a county, a district.
    #[must_use]
    pub fn is_second_level(&self) -> bool {
        self.flags & 32 != 0
    }

    /// Whether it is a first-level region: a state, a province.
    #[must_use]
    pub fn is_first_level(&self) -> bool {
        self.kind == PlaceKind::Region && !self.is_second_level()
    }

    /// Whether this is a country under any of its names.
    #[must_use]
    pub fn is_country(&self) -> bool {
        self.kind == PlaceKind::Country
    }

    /// In words, as reasons show it: `Niamey, capital of Niger, 1.3 million people`.
    #[must_use]
    pub fn in_words(&self) -> String {
        let country = self.country.map(|c| c.name);
        let what = match (self.kind, country) {
            (PlaceKind::Country, Some(name)) if name != self.name => format!("country, {name}"),
            (PlaceKind::Country, _) => "country".to_owned(),
            (PlaceKind::Region, Some(name)) => format!("region of {name}"),
            (PlaceKind::Capital, Some(name)) => format!("capital of {name}"),
            (PlaceKind::City, Some(name)) => match self.region {
                Some(region) if region != self.name => format!("{region}, {name}"),
                _ => format!("in {name}"),
            },
            (PlaceKind::Area, Some(name)) => format!("area of {name}"),
            (PlaceKind::Water, _) => "water".to_owned(),
            (PlaceKind::Mountain, _) => "landform".to_owned(),
            _ => "area".to_owned(),
        };
        match self.population {
            0 => format!("{}, {what}", self.name),
            n if n >= 1_000_000 => {
                let tenths = (u64::from(n) + 50_000) / 100_000;
                let (whole, rest) = (tenths / 10, tenths % 10);
                if rest == 0 || whole >= 20 {
                    format!("{}, {what}, {whole} million people", self.name)
                } else {
                    format!("{}, {what}, {whole}.{rest} million people", self.name)
                }
            }
            n if n >= 1_000 => format!("{}, {what}, {},000 people", self.name, (n + 500) / 1000),
            n => format!("{}, {what}, {n} people", self.name),
        }
    }
}
