package xlsx

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/groflex/groflex/engine/column"
)

const (
	declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainSpace   = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	officeSpace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packSpace   = "http://schemas.openxmlformats.org/package/2006/relationships"
	typesSpace  = "http://schemas.openxmlformats.org/package/2006/content-types"
	sheetML     = "application/vnd.openxmlformats-officedocument.spreadsheetml."

	// The header row stays in sight.
	sheetStart = declaration + `<worksheet xmlns="` + mainSpace + `"><sheetViews><sheetView workbookViewId="0">` +
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`
	sheetEnd = `</sheetData></worksheet>`
)

// part is a file of the archive.
type part struct{ path, text string }

// parts are the files that come before the sheet. Formats are the number
// formats of styles 1, 2, …
func parts(sheet string, formats []string) []part {
	name, _ := appendEscaped(nil, []byte(sheet))
	return []part{
		{"[Content_Types].xml", declaration + `<Types xmlns="` + typesSpace + `">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + sheetML + `sheet.main+xml"/>` +
			`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + sheetML + `worksheet+xml"/>` +
			`<Override PartName="/xl/styles.xml" ContentType="` + sheetML + `styles+xml"/></Types>`},
		{"_rels/.rels", declaration + `<Relationships xmlns="` + packSpace + `">` +
			`<Relationship Id="rId1" Type="` + officeSpace + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", declaration + `<workbook xmlns="` + mainSpace + `" xmlns:r="` + officeSpace + `"><sheets><sheet name="` +
			strings.ReplaceAll(string(name), `"`, "&quot;") + `" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", declaration + `<Relationships xmlns="` + packSpace + `">` +
			`<Relationship Id="rId1" Type="` + officeSpace + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + officeSpace + `/styles" Target="styles.xml"/></Relationships>`},
		{"xl/styles.xml", stylesXML(formats)},
	}
}

// firstFormat is the least number of a format of one's own.
const firstFormat = 164

func stylesXML(formats []string) string {
	var b strings.Builder
	b.WriteString(declaration + `<styleSheet xmlns="` + mainSpace + `">`)
	if len(formats) > 0 {
		fmt.Fprintf(&b, `<numFmts count="%d">`, len(formats))
		for i, f := range formats {
			fmt.Fprintf(&b, `<numFmt numFmtId="%d" formatCode="%s"/>`, firstFormat+i, f)
		}
		b.WriteString("</numFmts>")
	}
	b.WriteString(`<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>`)
	fmt.Fprintf(&b, `<cellXfs count="%d"><xf/>`, len(formats)+1)
	for i := range formats {
		fmt.Fprintf(&b, `<xf numFmtId="%d" applyNumberFormat="1"/>`, firstFormat+i)
	}
	b.WriteString("</cellXfs></styleSheet>")
	return b.String()
}

// styleOf is the style of a column's cells, with its format added to formats
// if it is new there. Style 0 is that of all else.
func styleOf(f column.Field, formats []string) ([]string, int) {
	var format string
	switch {
	case f.Kind == column.Date:
		format = "yyyy-mm-dd"
	case f.Kind == column.Time:
		format = "yyyy-mm-dd hh:mm:ss"
	case f.Kind == column.Decimal && f.Places > 0:
		format = "0." + strings.Repeat("0", int(f.Places)) + strings.Repeat("#", int(f.Scale-min(f.Places, f.Scale)))
	default:
		return formats, 0
	}
	if i := slices.Index(formats, format); i >= 0 {
		return formats, i + 1
	}
	formats = append(formats, format)
	return formats, len(formats)
}

// sheetName is a name that Excel takes: 1 to 31 characters, none of []:*?/\
// and no apostrophe at either end.
func sheetName(name string) string {
	name = strings.Map(func(c rune) rune {
		if strings.ContainsRune(`[]:*?/\`, c) || c < ' ' || c == utf8.RuneError {
			return '_'
		}
		return c
	}, name)
	if chars := []rune(name); len(chars) > 31 {
		name = string(chars[:31])
	}
	if name = strings.Trim(name, "' "); name == "" {
		return "Sheet1"
	}
	return name
}
