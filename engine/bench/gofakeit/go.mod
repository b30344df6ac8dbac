module github.com/groflex/groflex/engine/bench/gofakeit

go 1.26

require github.com/brianvoe/gofakeit/v6 v6.28.0
