//! The sealed world of the typesetter: our fonts, our templates, one data file, the date it was given.
//! It opens no file but fonts, asks no clock, and takes user text as data only, never as markup.

use super::{Rendered, glyphs};
use crate::error::{Error, Result};
use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use std::collections::HashSet;
use std::sync::OnceLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, comemo};
use typst_kit::fonts::FontStore;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// The 1:1 history packet.
pub(super) const HISTORY: &str = "history.typ";
/// The recovery sheet.
pub(super) const RECOVERY: &str = "recovery.typ";
/// The receipt of an erasure.
pub(super) const RECEIPT: &str = "receipt.typ";
/// The only data there is.
const DATA: &str = "packet.json";

const TEMPLATES: [(&str, &str); 6] = [
    (HISTORY, include_str!("../../../assets/templates/history.typ")),
    (RECOVERY, include_str!("../../../assets/templates/recovery.typ")),
    (RECEIPT, include_str!("../../../assets/templates/receipt.typ")),
    ("base.typ", include_str!("../../../assets/templates/base.typ")),
    ("charts.typ", include_str!("../../../assets/templates/charts.typ")),
    ("note.typ", include_str!("../../../assets/templates/note.typ")),
];

const FONTS: [&[u8]; 7] = [
    include_bytes!("../../../assets/fonts/pdf/Inter-Regular.ttf"),
    include_bytes!("../../../assets/fonts/pdf/Inter-SemiBold.ttf"),
    include_bytes!("../../../assets/fonts/pdf/Literata-Regular.ttf"),
    include_bytes!("../../../assets/fonts/pdf/Literata-Italic.ttf"),
    include_bytes!("../../../assets/fonts/pdf/Literata-Medium.ttf"),
    include_bytes!("../../../assets/fonts/pdf/Literata-SemiBold.ttf"),
    include_bytes!("../../../assets/fonts/pdf/JetBrainsMono-Regular.ttf"),
];

/// Our fonts alone: what nearly every packet needs.
fn own_fonts() -> &'static FontStore {
    static OWN: OnceLock<FontStore> = OnceLock::new();
    OWN.get_or_init(|| {
        let mut store = FontStore::new();
        for data in FONTS {
            store.extend(Font::iter(Bytes::new(data)).map(|font| (font.clone(), font.info().clone())));
        }
        store
    })
}

/// Our fonts, then the system's, in an order that does not depend on the file system.
fn all_fonts() -> &'static FontStore {
    static ALL: OnceLock<FontStore> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut store = FontStore::new();
        for data in FONTS {
            store.extend(Font::iter(Bytes::new(data)).map(|font| (font.clone(), font.info().clone())));
        }
        let mut system: Vec<_> = typst_kit::fonts::system().collect();
        system.sort_by(|(a, _), (b, _)| (&a.path, a.index).cmp(&(&b.path, b.index)));
        store.extend(system);
        store
    })
}

fn covers(book: &FontBook, c: char) -> bool {
    (0..).map_while(|index| book.info(index)).any(|info| info.coverage.contains(c as u32))
}

struct Sealed {
    library: LazyHash<Library>,
    fonts: &'static FontStore,
    main: FileId,
    data: Bytes,
    today: NaiveDate,
}

impl World for Sealed {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }
    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }
    fn main(&self) -> FileId {
        self.main
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        let name = name_of(id)?;
        let text =
            TEMPLATES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text).ok_or(FileError::AccessDenied)?;
        Ok(Source::new(id, text.to_owned()))
    }
    fn file(&self, id: FileId) -> FileResult<Bytes> {
        // SECURITY: the data and nothing else; no path reaches the disk.
        if name_of(id)? == DATA { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }
    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        day(self.today)
    }
}

fn name_of(id: FileId) -> FileResult<&'static str> {
    // SECURITY: packages would come from a network; there are none.
    if !matches!(id.get().root(), VirtualRoot::Project) {
        return Err(FileError::AccessDenied);
    }
    Ok(id.get().vpath().get_without_slash())
}

fn day(date: NaiveDate) -> Option<Datetime> {
    Datetime::from_ymd(date.year(), u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?)
}

/// Forgets what the typesetter remembers when it goes out of scope, also when laying out fails.
struct Forget;

impl Drop for Forget {
    fn drop(&mut self) {
        // SECURITY: the typesetter keeps laid-out text in a cache for the whole process. Notes must not
        // outlive the render they were part of, or they would stay in memory while the vault is locked.
        comemo::evict(0);
    }
}

fn lay_out(template: &str, data: &impl Serialize, today: NaiveDate) -> Result<PagedDocument> {
    let mut data = serde_json::to_value(data).map_err(|_| Error::internal("packet data"))?;
    let mut drawn = HashSet::new();
    glyphs::drawn(&data, &mut drawn);
    let lacks =
        |store: &FontStore| drawn.iter().copied().filter(|c| !covers(store.book(), *c)).collect::<HashSet<char>>();
    let (fonts, lacking) = match lacks(own_fonts()) {
        none if none.is_empty() => (own_fonts(), none),
        _ => (all_fonts(), lacks(all_fonts())),
    };
    glyphs::make_drawable(&mut data, &|c| !lacking.contains(&c));
    let bytes = serde_json::to_vec(&data).map_err(|_| Error::internal("packet data"))?;
    let path = VirtualPath::new(template).map_err(|_| Error::internal("packet template"))?;
    let world = Sealed {
        library: LazyHash::new(Library::default()),
        fonts,
        main: RootedPath::new(VirtualRoot::Project, path).intern(),
        data: Bytes::new(bytes),
        today,
    };
    // The typesetter's own words may quote a note, so they go no further.
    typst::compile(&world).output.map_err(|_| Error::internal("packet layout"))
}

/// Lays out and writes a PDF/UA-1, or a plain tagged PDF where a text cannot meet the standard.
pub(super) fn pdf(template: &str, data: &impl Serialize, today: NaiveDate) -> Result<Rendered> {
    let _forget = Forget;
    let document = lay_out(template, data, today)?;
    let strict = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|_| Error::internal("packet standard"))?;
    let written = typst_pdf::pdf(&document, &options(strict))
        .or_else(|_| typst_pdf::pdf(&document, &options(PdfStandards::default())));
    let pdf = written.map_err(|_| Error::internal("packet file"))?;
    Ok(Rendered { pdf, pages: super::words::count(document.pages().len()) })
}

fn options(standards: PdfStandards) -> PdfOptions {
    PdfOptions { creator: Smart::Custom(Some("Rapport".to_owned())), standards, ..PdfOptions::default() }
}

/// Lays out and draws one SVG document per page.
pub(super) fn svg(template: &str, data: &impl Serialize, today: NaiveDate) -> Result<Vec<String>> {
    let _forget = Forget;
    let document = lay_out(template, data, today)?;
    Ok(document.pages().iter().map(|page| typst_svg::svg(page, &typst_svg::SvgOptions::default())).collect())
}
