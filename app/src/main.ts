document.title = "Konsil";
