namespace Polychron.Dialects.Timether.Tests.Support;

/// <summary>What Timether's answers have in common.</summary>
internal static class TimetherAnswers
{
    extension(Answer answer)
    {
        public long Id => answer.Json.Number("id");

        /// <summary>The ids of a list's page, in order.</summary>
        public IReadOnlyList<long> Ids => [.. answer["data"]!.AsArray().Select(item => item!.Number("id"))];

        public string? NextCursor => answer.Json.TextOrNull("next_cursor");

        /// <summary>Asserts a refusal: its status and code, and the shape of every error.</summary>
        public Answer IsError(int status, string code)
        {
            answer.Is(status);
            Assert.Equal("application/json", answer.ContentType);
            Assert.Equal("error", Assert.Single(answer.Json.AsObject()).Key);
            var error = answer["error"]!.AsObject();
            Assert.Empty(error.Select(member => member.Key).Except(["message", "code", "action", "role", "details"]));
            Assert.True(error.Text("code") == code, $"Expected {code}: {answer.Body}");
            Assert.NotEmpty(error.Text("message"));
            return answer;
        }

        /// <summary>Asserts a refusal of exactly these fields.</summary>
        public Answer IsInvalid(params string[] fields)
        {
            answer.IsError(422, "validation_failed");
            Assert.Equal(fields.Order(), answer["error"]!["details"]!.AsArray().Select(field => field!.Text("field")).Order());
            return answer;
        }
    }
}
