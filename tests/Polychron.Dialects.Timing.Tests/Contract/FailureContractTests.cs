using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Errors;

namespace Polychron.Dialects.Timing.Tests.Contract;

/// <summary>The bodies of what no well-behaved server answers often.</summary>
public sealed class FailureContractTests
{
    private static async Task<(int Status, string Body)> RenderAsync(RequestError error)
    {
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        await new TimingDialect().RenderError(error).ExecuteAsync(context);
        context.Response.Body.Position = 0;
        using var reader = new StreamReader(context.Response.Body);
        return (context.Response.StatusCode, await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task A_bug_is_500_with_an_id()
    {
        var answer = await RenderAsync(new RequestError(RequestErrorKind.Internal, "Something went wrong.") { ErrorId = "abc-1" });

        Assert.Equal((500, """{"message":"Something went wrong.","error_id":"abc-1"}"""), answer);
    }

    [Theory]
    [InlineData(RequestErrorKind.TooManyRequests, 429)]
    [InlineData(RequestErrorKind.Unavailable, 503)]
    [InlineData(RequestErrorKind.PreconditionFailed, 412)]
    [InlineData(RequestErrorKind.PlanRequired, 402)]
    [InlineData(RequestErrorKind.PayloadTooLarge, 413)]
    public async Task Others_are_a_message(RequestErrorKind kind, int status) =>
        Assert.Equal((status, """{"message":"Why \"not\"."}"""), await RenderAsync(new RequestError(kind, "Why \"not\".")));
}
