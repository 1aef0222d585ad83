#+ also: stance-has-proposition - every theory that ships has a review status, so only a proposition that nobody holds lacks one
BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

DELETE { <study/wood-2021/stance/wood-2021-modified-P5> :assesses ?old } INSERT { <study/wood-2021/stance/wood-2021-modified-P5> :assesses <https://w3id.org/realist/theory/unheard-of/P1> } WHERE { <study/wood-2021/stance/wood-2021-modified-P5> :assesses ?old }
