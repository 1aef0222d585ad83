"""The page of a question shows its numbers as numbers, what is undefined as such, and what no row means."""

import httpx

from demireg.services.questions import question


def test_numbers_stand_to_the_right_and_identifiers_lead_to_pages(server: str) -> None:
    page = httpx.get(f"{server}/questions/saturation").text
    assert '<th scope="col" class="num">cumulative</th>' in page
    assert '<td class="num">2015</td><td><a href="/studies/knowles-2015">knowles-2015</a></td>' in page


def test_a_number_that_is_undefined_is_not_an_empty_cell(server: str) -> None:
    assert '<td class="num">–</td>' in httpx.get(f"{server}/questions/saturation").text


def test_an_answer_without_rows_says_what_that_means(server: str) -> None:
    query = question("claims-without-evidence")
    page = httpx.get(f"{server}/questions/claims-without-evidence").text
    assert f"No row answers it. {query.empty}" in page


def test_a_question_names_its_competency_question(server: str) -> None:
    assert "competency question 20" in httpx.get(f"{server}/questions/context-contrast").text
