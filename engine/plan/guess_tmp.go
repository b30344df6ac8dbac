package plan

func guess(name, format string) (string, bool) { return "", false }
