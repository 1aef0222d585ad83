#+ also: study-has-unfired-mechanism - a second study without configurations has everything still to say
BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>

INSERT DATA {
  <study/second> a :Study ; dcterms:identifier "second" ; dcterms:title "Another" ; :year 2022 ; :textSeen :FullText ;
    :partOfProgramme <programme/wood-2021> ; :reportedIn <study/wood-2021/report> .
}
