import time

import pytest

from blog.comments.reply_guard import RuleError, check_reply, read_rules, shipped_rules

UNLAWFUL = [
    "Thanks so much for trusting us with your knee pain.",
    "We appreciate you sticking with the program after your third session.",
    "It was an honor to look after you in March.",
    "I checked and there was nobody by your name in the schedule that day.",
    "We take this seriously; your chart shows that you were told about nausea.",
    "Your husband was told to stay until the nurse signed him off.",
    "You left before we could finish the observation.",
    "We're thrilled the ketamine worked for you.",
    "Sorry you felt rushed at the front desk.",
    "Dr. Okafor explained the risks to you before you signed.",
    "You have never been treated at this clinic.",
    "Give it another week and double the dose.",
    "What you describe is probably opioid withdrawal.",
    "I would stop the tramadol if I were you.",
    "Mrs. Petrov, please give us a ring.",
    "We billed your insurer twice by mistake and have refunded it.",
    "Your CRPS is a hard case but we will keep going.",
    "Ask for me at the desk when you come on Thursday.",
    "I'm glad you came to us instead of the hospital.",
    "Our nurse tried to reach you by phone after the procedure.",
    "It is normal that you feel detached the day after, since you got the higher rate.",
    "As a long-time patient you know how we work.",
    "Your mother's infusion was stopped for safety reasons.",
    "Please come in for a check-up so that we can look at the injection site.",
    "25mg would be safe for someone of your weight.",
    "Hope the soreness in your arm has settled since Tuesday.",
    "Tell your wife we said hello, she was very brave on Friday.",
    "That complaint was answered in the letter we posted to you in May.",
    "Great question! In your situation I would ask for the slower drip.",
    "We do not have you in our system, so this cannot have been us.",
    "We can confirm that no such incident happened during your stay.",
    "So proud of how far you have come since January!",
    "Your account was settled in full, as our office told you.",
    "Perhaps your body needed more time; not everyone responds to the first two.",
    "The staff member you mention no longer works with us, and she was right to be careful with you.",
    "Thanks for coming back to us after all these years.",
    "We offered you a refund and you accepted it.",
    "You signed a form that explained all of this.",
    "Please resume the 10 mg tablets and ring us.",
    "With your history of high pressure we had to be careful.",
    "Lovely review, see you next month!",
    "We never gave you that drug.",
    "Your daughter is in good hands with Dr Reyes.",
    "Don't worry, that tingling is harmless.",
    "I was the anesthetist that day and nothing went wrong.",
    "Mr Haddad, you were seen within ten minutes.",
    "We'll adjust it at your next one.",
    "You reacted badly because you had eaten.",
    "As your doctor I must disagree.",
    "We are sorry your infusion made you sick.",
    "We are glad the new schedule suits you better.",
    "The bladder trouble you mention started before you came to us.",
    "Our team did everything possible for your brother.",
    "Nobody here has ever heard of you.",
    "Thanks for being such a good sport on the day!",
    "The physician who saw you has left the practice.",
    "Cut the tablet in half and see how it goes.",
    "That rash is not from the infusion.",
    "We wrote off the rest of what you owed.",
    "You know very well that you skipped the blood test.",
    "Happy to hear session four was easier.",
    "Call reception, they have your papers ready.",
    "Miss Dahl, the nurse did ask about allergies.",
    "Since 2019 you have been one of our most loyal visitors.",
    "It is too early for another round in your case.",
    "Good news that session five was smoother for you.",
    "The staff remember this incident differently.",
    "He was discharged in good condition.",
    "We have gone through the notes of that day again.",
    "Try half a tablet with food.",
    "Nobody complained about the drip until after the payment bounced.",
    "Sounds like nerve damage to us.",
    "Keep going, the third round is when most of our patients feel it.",
    "This reviewer never set foot in the clinic.",
    "See Dr Reyes on Monday, as arranged.",
    "You were lovely to work with.",
    "The refund went out on the 3rd.",
]
HARMLESS = [
    "Thank you for your question. We cannot advise anybody here about their own treatment.",
    "Thank you for sharing this with other readers.",
    "Chest pain or trouble breathing needs emergency help at once: call 911.",
    "The article has a section about bladder problems, under risks.",
    "Ketamine is not approved for chronic pain in the United States.",
    "We have corrected the number in the table; thank you for pointing it out.",
    "Please ask the clinician who prescribes for you before you change any medicine.",
    "In studies, about one person in three felt sick during an infusion.",
    "Side effects can be reported to MedWatch at www.fda.gov/medwatch.",
    "If you have questions about your own care, please ask your care team in private.",
    "We cannot say here who is or was a patient, and we do not discuss anybody's care.",
    "The complaints page explains how to reach the practice manager.",
    "Good point: the review was published in 2025, not 2024.",
    "Comments about prices are welcome; the price list is on the contact page.",
    "Most insurers do not cover this treatment; ask yours before you book.",
    "We publish criticism too, as the comments policy says.",
    "No, infusions are not given to pregnant people at the clinic.",
    "You will find the references at the end of the article.",
    "Please leave out names and phone numbers, so that nobody can be recognized.",
    "The evidence is weak, and we say so in the second part of the series.",
    "People usually stay for an hour after an infusion and need somebody to drive them home.",
    "Do not stop opioids suddenly without talking to the prescriber.",
    "This question deserves a longer answer, so we will write an article about it.",
    "You can read more about nerve pain in part four.",
    "988 can be called or texted at any time by anybody in the United States.",
    "Thanks for reading so closely. We have fixed the typing error.",
    "The study had 60 participants, all with CRPS, and lasted 12 weeks.",
    "We do not give advice about single cases in comments.",
    "A pharmacist can explain how two medicines act together.",
    "You are right that the review found only very weak evidence.",
    "Our comments policy explains why we hold every comment until a person has read it.",
    "Ketamine can harm the bladder when it is used often; part five describes the signs.",
    "Readers in the United Kingdom can use the Yellow Card scheme.",
    "The clinic does not offer ketamine for use at home.",
    "Please send complaints to the address on the complaints page. We answer each one in writing.",
    "We removed a phone number from this comment to protect its writer.",
    "Experiences differ, and one person's account says little about another's.",
    "That is a fair criticism. We will add the price to the article.",
    "The talk on Thursday is open to everybody and free.",
    "If you are thinking about changing a medicine, please talk to your prescriber first.",
    "Anybody who feels unwell after any infusion should phone the place that gave it.",
    "This article was last reviewed on 3 March 2026.",
    "We will write about sleep and pain next month.",
    "The figure shows the average, so half of the people in the trial felt less relief than that.",
    "For emergencies dial 911. Nobody watches these comments around the clock.",
    "Both links work again now. Thank you for the note.",
    "A referral is not needed for a first conversation; the contact page explains how it works.",
    "There is no cure for complex regional pain syndrome at present.",
    "We cannot tell from a comment what causes a symptom, and we will not guess.",
    "You may read the whole trial for free at the address in reference 8.",
    "The trial in reference 4 used a lower amount than the others.",
    "This was a question many people asked, so the article now answers it.",
    "Nobody at the clinic is paid for what is written here.",
    "Opioids and ketamine are not the same kind of medicine.",
    "We cannot recommend a single clinic or doctor in comments.",
    "Pregnant people were not part of any of these studies.",
    "Poison Help in the United States is 1-800-222-1222, day and night.",
    "The next part explains how an infusion day usually goes.",
    "Both views are welcome here, as long as nobody is attacked.",
    "If pain gets suddenly worse, emergency care is the right place.",
    "The translation into Spanish is planned for spring.",
    "Thank you both. This thread is now closed.",
    "We do not know yet. A larger trial is under way.",
    "The price list shows what a first visit costs.",
    "Driving is not allowed until the next day, for anybody.",
    "You can turn off mails about replies at any time.",
    "Have you seen the second part? It answers this.",
    "If you would rather not comment in public, the contact page has a form.",
    "Which trial do you mean? The one with 60 people?",
    "Your question is answered in the last paragraph.",
    "Readers differ on this, and so do clinicians.",
    "This page cannot give urgent help.",
    "The average hides large differences between people.",
    "A nurse stays in the room during every infusion.",
    "We will correct the date.",
    "Whoever takes blood pressure medicine should tell the team before any infusion.",
    "We agree that the wording was too strong.",
]


@pytest.mark.parametrize("reply", UNLAWFUL)
def test_a_reply_that_speaks_of_somebodys_care_is_caught(reply):
    assert check_reply(reply)


@pytest.mark.parametrize("reply", HARMLESS)
def test_a_reply_that_speaks_to_everybody_passes(reply):
    assert check_reply(reply) == []


@pytest.mark.parametrize(
    ("rule", "words"), [(rule.id, words) for rule in shipped_rules().rules for words in rule.caught]
)
def test_each_rule_catches_its_own_examples(rule, words):
    assert rule in {finding.rule for finding in check_reply(words)}


@pytest.mark.parametrize("words", [words for rule in shipped_rules().rules for words in rule.passed])
def test_what_a_rule_calls_harmless_passes_all_of_them(words):
    assert check_reply(words) == []


def test_a_finding_says_which_words_where_and_why():
    text = "Hello. Your infusion went well."
    finding = next(found for found in check_reply(text) if found.rule == "RG2")
    assert text[finding.start : finding.end] == finding.words == "Your infusion"
    assert finding.why
    assert finding.instead


@pytest.mark.parametrize(
    "reply", ["Your in\u200bfusion.", "Y\u043eur infusion helped you.", "ＹＯＵＲ  INFUSION", "your\u00a0infusion"]
)
def test_a_disguise_does_not_help(reply):
    assert check_reply(reply)


def test_a_harmless_sentence_does_not_excuse_its_neighbour():
    assert check_reply("Please ask your own doctor. Your infusion went well.")


@pytest.mark.parametrize("hostile", ["you " * 1000, "your a" * 600, "." * 4000, "we have " * 500, "Mrs. " * 800])
def test_a_hostile_reply_is_judged_fast(hostile):
    started = time.process_time()
    check_reply(hostile)
    assert time.process_time() - started < 0.5


def test_the_rules_have_a_version():
    assert shipped_rules().version


def test_a_broken_rule_is_named_by_its_line():
    with pytest.raises(RuleError, match="Line 2"):
        read_rules(['{"version": "1"}', '{"id": "X", "re": "("}'])
