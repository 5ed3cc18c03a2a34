namespace Polychron.Dialects.Timespace.Tests.Support;

/// <summary>What Timespace's answers have in common.</summary>
internal static class TimespaceAnswers
{
    extension(Answer answer)
    {
        /// <summary>Asserts a refusal of exactly these fields.</summary>
        public Answer IsInvalid(params string[] fields)
        {
            answer.IsRefused(422, "invalid");
            Assert.Equal(fields.Order(), answer["error"]!["fields"]!.AsArray().Select(field => field!.Text("key")).Order());
            return answer;
        }

        /// <summary>Asserts a refusal with a code.</summary>
        public Answer IsRefused(int status, string code)
        {
            answer.Is(status);
            Assert.Equal("application/json", answer.ContentType);
            Assert.Equal(code, answer["error"]!.Text("code"));
            Assert.NotEmpty(answer["error"]!.Text("message"));
            return answer;
        }
    }
}
