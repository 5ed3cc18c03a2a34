namespace Polychron.Dialects.Timely.Tests.Support;

/// <summary>What Timely's answers have in common.</summary>
internal static class TimelyAnswers
{
    extension(Answer answer)
    {
        /// <summary>Asserts a refusal of exactly these fields.</summary>
        public Answer IsInvalid(params string[] fields)
        {
            answer.Is(422);
            Assert.Equal(fields.Order(), answer["errors"]!.AsObject().Select(field => field.Key).Order());
            return answer;
        }
    }
}
