//! A window with nothing in it, on the same renderer: what `tools/window.sh` holds the desk against.

fn main() -> eframe::Result {
    #[derive(Default)]
    struct Empty {
        told: bool,
    }
    impl eframe::App for Empty {
        fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
            // Told with the first frame, as the desk tells the name of its article.
            if !std::mem::replace(&mut self.told, true) {
                let title = egui::ViewportCommand::Title("Obelus – drawn".to_owned());
                ui.ctx().send_viewport_cmd(title);
            }
        }
    }
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Obelus – empty")
            .with_inner_size(egui::vec2(1280.0, 800.0)),
        persist_window: false,
        ..Default::default()
    };
    eframe::run_native(
        "empty",
        options,
        Box::new(|_| Ok(Box::new(Empty::default()))),
    )
}
