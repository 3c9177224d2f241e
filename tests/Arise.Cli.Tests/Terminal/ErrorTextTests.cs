using Arise.Networks;
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
    public void Where_one_element_is_asked_for_the_example_has_one() => Assert.EndsWith(
        "--species Au.",
        ErrorText.Of(Assert.Throws<StructureFormatException>(() => StructureFile.Read(
            new MemoryStream("x,y,z\n0,0,0\n"u8.ToArray()), "t.csv").Count())),
        StringComparison.Ordinal);

    [Fact]
    public void The_names_of_parameters_are_left_out() => Assert.Equal(
        "A polycrystal needs a grain.",
        ErrorText.Of(Assert.Throws<ArgumentException>(
            () => new Polycrystal { Size = new(1, 1, 1), Grains = [] }.Validate())));

    [Fact]
    public void An_error_of_settings_has_the_option_that_cures_it_and_no_parameter()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(new PredictionSettings { Passes = 0 }.Validate);
        Assert.Contains("(Parameter 'Passes')", error.Message, StringComparison.Ordinal);
        Assert.Equal(
            "0 passes: from 1 to 1000000 are possible (--passes).",
            ErrorText.Of((Exception)error, ClassifyCommand.Create()));
        Assert.Equal(
            "0 passes: from 1 to 1000000 are possible.", ErrorText.Of((Exception)error, ConvertCommand.Create()));
    }

    [Fact]
    public void Errors_of_settings_are_told_from_those_of_a_program()
    {
        Assert.True(ErrorText.IsOfSettings(new ArgumentException("Too much.", "Passes")));
        Assert.True(ErrorText.IsOfSettings(new ArgumentException("Too much.")));
        Assert.False(ErrorText.IsOfSettings(new ArgumentException("Too much.", "passes")));
        Assert.False(ErrorText.IsOfSettings(new ArgumentNullException("Passes")));
    }
}
