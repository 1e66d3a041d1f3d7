from blog.comments.triage.features import WINDOW_WORDS, bucket, link_names, windows_of, words_of


def test_digits_lose_their_value():
    assert words_of("call 415 now").words == ["call", "000", "now"]


def test_link_loses_its_address():
    assert words_of("see http://a.example/b now").words == ["see", "LINK", "now"]


def test_short_text_is_one_window():
    assert len(windows_of("a few words")) == 1


def test_every_word_of_a_long_text_stands_in_a_window():
    text = " ".join(f"w{chr(97 + number % 26)}{chr(97 + number // 26)}" for number in range(500))
    covered = {span for window in windows_of(text) for span in window.spans}
    assert covered == set(words_of(text).spans)


def test_no_window_is_much_longer_than_the_size_asked_for():
    assert max(len(window.words) for window in windows_of("word " * 3000)) <= 2 * WINDOW_WORDS + 1


def test_bucket_of_a_name_stays_the_same():
    assert bucket("w:pain") == bucket("w:pain") != bucket("p:pain")


def test_words_of_the_path_of_a_link_count():
    assert "ud:casino" in link_names("https://shop.example/casino/bonus")
