package instance

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/groflex/groflex/engine/wire"
)

// value reads one value of the document; pointer leads to it, and keyword is
// the member name it stands under.
func (o *outline) value(d *json.Decoder, pointer, keyword string) error {
	token, err := d.Token()
	if err != nil {
		return err
	}
	switch token {
	case json.Delim('{'):
		return o.members(d, pointer, keyword)
	case json.Delim('['):
		for i := 0; d.More(); i++ {
			if err := o.value(d, pointer+"/"+strconv.Itoa(i), ""); err != nil {
				return err
			}
		}
		_, err = d.Token()
		return err
	}
	target, isText := token.(string)
	owner := strings.TrimSuffix(pointer, wire.Token(keyword))
	switch {
	case keyword == "$dynamicRef" && isText:
		_, fragment, _ := strings.Cut(target, "#")
		o.pointed[owner] = fragment == "" || strings.HasPrefix(fragment, "/")
	case keyword == "$dynamicAnchor" && isText:
		o.dynamic = append(o.dynamic, owner)
	}
	return nil
}

func (o *outline) members(d *json.Decoder, pointer, keyword string) error {
	var rank map[string]int
	if keyword == "properties" {
		rank = map[string]int{}
		o.ranks[strings.TrimSuffix(pointer, "/properties")] = rank
	}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return err
		}
		name := token.(string)
		if rank != nil {
			rank[name] = len(rank) + 1
		}
		if err := o.value(d, pointer+wire.Token(name), name); err != nil {
			return err
		}
	}
	_, err := d.Token()
	return err
}
