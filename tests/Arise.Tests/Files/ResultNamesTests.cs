using Arise.Files;

namespace Arise.Tests.Files;

public sealed class ResultNamesTests
{
    [Fact]
    public void Every_kind_has_a_title_and_names()
    {
        foreach (ResultKind kind in Enum.GetValues<ResultKind>())
        {
            Assert.NotEmpty(ResultNames.Title(kind));
            Assert.False(ResultNames.Has(kind, "notes.txt"));
        }
    }
}
