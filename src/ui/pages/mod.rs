//! One file a screen.

mod about;
mod backup;
mod edit;
mod household;
mod households;
mod more;
mod packages;
mod settings;
mod start;

pub use about::About;
pub use backup::Backup;
pub use edit::Edit;
pub use household::Household;
pub use households::Households;
pub use more::More;
pub use packages::Packages;
pub use settings::Settings;
pub use start::Start;
