//! The files of a form's answers and the files that lie beside the form, as controls reach them.
//!
//! Answers' files stand in a [`Store`] under the names that say their content; a form that is only tried has a store in memory.
//! Bytes are kept before their name becomes an answer.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::file::ObjectUrl;
use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;
use yew::AttrValue;

use crate::attachment;
use crate::store::{Store, StoreError};
use crate::text::words::form;
use crate::text::{Lang, Say};
use crate::web::picture::Unmade;

/// Both kinds of files. Cheap to clone; all clones are the same.
#[derive(Clone)]
pub struct Files(Rc<Inner>);

struct Inner {
    store: Store,
    /// What lies beside the form, by name, with the address at which this page finds it.
    beside: RefCell<Vec<(String, ObjectUrl)>>,
    /// A folder of the site in which such files may lie; ends with `/`.
    folder: RefCell<Option<String>>,
}

impl PartialEq for Files {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// An address of this page at which bytes are found, for as long as it is held.
#[derive(Clone)]
pub struct Held(Rc<ObjectUrl>);

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Held {
    /// These bytes, of this media type.
    #[must_use]
    pub fn of(bytes: &[u8], media_type: &str) -> Self {
        Self(Rc::new(ObjectUrl::from(gloo::file::Blob::new_with_options(bytes, Some(media_type)))))
    }

    /// The address.
    #[must_use]
    pub fn address(&self) -> AttrValue {
        AttrValue::from(self.0.to_string())
    }
}

/// Why a file was not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unkept {
    /// The browser cannot read what was chosen.
    Unread,
    /// It is too large.
    TooLarge,
    /// The picture could not be made.
    Picture(Unmade),
    /// The store refuses.
    Store(StoreError),
}

impl Say for Unkept {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Unread => form::UNREAD.text(lang).to_owned(),
            Self::TooLarge => form::TOO_LARGE.text(lang, [&(attachment::LARGEST >> 20).to_string()]),
            Self::Picture(Unmade::Unreadable) => form::NO_PICTURE.text(lang).to_owned(),
            Self::Picture(Unmade::Undrawable) => form::NO_CANVAS.text(lang).to_owned(),
            Self::Store(error) => error.say(lang),
        }
    }
}

impl Files {
    /// Answers' files in this store, and nothing beside the form.
    #[must_use]
    pub fn new(store: Store) -> Self {
        Self(Rc::new(Inner { store, beside: RefCell::default(), folder: RefCell::default() }))
    }

    /// Lays a chosen file beside the form.
    pub fn lay(&self, name: &str, file: &Blob) {
        let url = ObjectUrl::from(gloo::file::Blob::from(file.clone()));
        self.0.beside.borrow_mut().push((name.to_owned(), url));
    }

    /// Says that files of the site lie beside the form, in a folder that ends with `/`.
    pub fn lay_folder(&self, folder: &str) {
        self.0.folder.replace(Some(folder.to_owned()));
    }

    /// The address of a file that lies beside the form.
    #[must_use]
    pub fn beside(&self, name: &str) -> Option<AttrValue> {
        if name.is_empty() {
            return None;
        }
        if let Some((_, url)) = self.0.beside.borrow().iter().find(|(own, _)| own == name) {
            return Some(AttrValue::from(url.to_string()));
        }
        self.0.folder.borrow().as_ref().map(|folder| [folder, name].concat().into())
    }

    /// Keeps bytes and gives the name that becomes the answer.
    pub async fn keep(&self, bytes: &[u8], ending: &str) -> Result<String, Unkept> {
        if bytes.len() > attachment::LARGEST {
            return Err(Unkept::TooLarge);
        }
        let name = attachment::name(bytes, ending);
        self.0.store.put_file(&name, bytes).await.map_err(Unkept::Store)?;
        Ok(name)
    }

    /// Keeps a chosen file as it is.
    pub async fn keep_file(&self, file: &web_sys::File) -> Result<String, Unkept> {
        #[expect(clippy::cast_precision_loss, reason = "a limit of some million bytes")]
        if file.size() > attachment::LARGEST as f64 {
            return Err(Unkept::TooLarge);
        }
        let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| Unkept::Unread)?;
        let ending = attachment::ending(&file.type_(), &file.name());
        self.keep(&Uint8Array::new(&buffer).to_vec(), &ending).await
    }

    /// An answer's file at an address of this page, for as long as the address is held.
    pub async fn open(&self, name: &str) -> Option<Held> {
        let bytes = self.0.store.file(name).await.ok()??;
        Some(Held::of(&bytes, attachment::media_type(name)))
    }
}
