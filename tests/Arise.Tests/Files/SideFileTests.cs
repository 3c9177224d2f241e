using Arise.Files;

namespace Arise.Tests.Files;

public sealed class SideFileTests
{
    [Theory]
    [InlineData("models/m.safetensors", "models/m.md")]
    [InlineData("m.SAFETENSORS", "m.md")]
    [InlineData("t.sqlite", "t.md")]
    [InlineData("v1.0", "v1.0.md")]
    [InlineData("v1.1", "v1.1.md")]
    [InlineData("m.md", "m.md")]
    [InlineData("model", "model.md")]
    public void Different_files_have_different_companions(string path, string card) =>
        Assert.Equal(card, SideFile.Of(path, ".md"));
}
