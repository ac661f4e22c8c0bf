//! A window with nothing in it, on the same renderer: what `tools/window.sh` holds the desk against.

fn main() -> eframe::Result {
    struct Empty;
    impl eframe::App for Empty {
        fn ui(&mut self, _: &mut egui::Ui, _: &mut eframe::Frame) {}
    }
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Obelus – empty")
            .with_inner_size(egui::vec2(1280.0, 800.0)),
        persist_window: false,
        ..Default::default()
    };
    eframe::run_native("empty", options, Box::new(|_| Ok(Box::new(Empty))))
}
