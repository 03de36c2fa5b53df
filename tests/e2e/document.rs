//! Opens a report in LibreOffice, as the office's own program would.

use std::path::Path;
use std::process::Command;

use nuandong::campaign::Style;
use nuandong::report::docx;
use nuandong::text::Lang;

/// A document that needs repair is not converted, and one whose styles were not understood loses its text.
#[test]
fn a_report_opens_in_an_office_program_with_all_of_its_text() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("document");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let long = "截至12月27日，共排查 27 户 92 人，覆盖率 90%。".repeat(40);
    let lines =
        [(Style::Title, "工作周报".to_owned()), (Style::Heading, "一、排查进展".to_owned()), (Style::Body, long)];
    let file = folder.join("report.docx");
    std::fs::write(&file, docx(&lines, "示例镇", "2026-12-27".parse().unwrap(), Lang::ZhHans)).unwrap();
    let output = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(["--headless", "--norestore", "--convert-to", "txt:Text (encoded):UTF8", "--outdir"])
        .arg(&folder)
        .arg(&file)
        .output()
        .unwrap_or_else(|error| panic!("LibreOffice does not start ({error}); run: make setup"));
    let text = std::fs::read_to_string(folder.join("report.txt"))
        .unwrap_or_else(|_| panic!("LibreOffice does not open {}: {output:?}", file.display()));
    for part in ["工作周报", "一、排查进展", "示例镇", "2026年12月27日"] {
        assert!(text.lines().any(|line| line.trim_start_matches('\u{feff}').trim() == part), "{part} in {text}");
    }
    assert_eq!(text.matches("共排查 27 户").count(), 40);
}
