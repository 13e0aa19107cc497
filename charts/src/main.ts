import where from "comity:world"; import("@observablehq/plot").then(console.log, where);
