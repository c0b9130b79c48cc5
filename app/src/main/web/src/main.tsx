import { render } from "preact";
import { applyTheme } from "./lib/colour";
import { App } from "./pages/App";
import "./style.css";

applyTheme();
const place = document.getElementById("page");
if (place) render(<App />, place);
