using Arise.Structures.Formats;
using Arise.Synthesis;

namespace Arise.Cli.Tests;

public class ErrorTextTests
{
    [Theory]
    [InlineData(nameof(StructureReadOptions.TypeElements), "a: why. Use --species, for example --species Ni,Al.")]
    [InlineData(nameof(StructureReadOptions.Format), "a: why. Use --format.")]
    [InlineData(null, "a: why.")]
    public void The_option_that_cures_follows_the_reason(string? setting, string text) => Assert.Equal(
        text, ErrorText.Of(new StructureFormatException("a", 0, "why.") { MissingSetting = setting }));

    [Fact]
    public void The_names_of_parameters_are_left_out() => Assert.Equal(
        "A polycrystal needs a grain.",
        ErrorText.Of(Assert.Throws<ArgumentException>(
            () => new Polycrystal { Size = new(1, 1, 1), Grains = [] }.Validate())));
}
