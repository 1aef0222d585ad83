BASE <https://w3id.org/realist/id/>
PREFIX : <https://w3id.org/realist/core#>

DELETE DATA { <study/wood-2021/discrepancy/d1> :hasValue <study/wood-2021/discrepancy/d1/2> }
