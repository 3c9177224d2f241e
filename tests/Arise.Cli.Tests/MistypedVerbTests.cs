namespace Arise.Cli.Tests;

public class MistypedVerbTests
{
    [Theory]
    [InlineData("clasify a.cif", "did you mean 'arise classify'?")]
    [InlineData("Classify a.cif", "did you mean 'arise classify'?")]
    [InlineData("lable a.cif", "did you mean 'arise label'?")]
    [InlineData("proto", "did you mean 'arise prototypes'?")]
    [InlineData("prototypes shwo spinel", "did you mean 'arise prototypes show'?")]
    [InlineData("show spinel", "did you mean 'arise prototypes show'?")]
    [InlineData("prototypes spinel", "did you mean 'arise prototypes show spinel'?")]
    [InlineData("help mapp", "did you mean 'arise map'?")]
    [InlineData("crystal.cif", "arise classify crystal.cif")]
    [InlineData("frames/*", "arise classify frames/*")]
    [InlineData("frobnicate", "There are: classify, label, compare, map, ")]
    public void Is_told_with_the_verb_meant(string line, string meant)
    {
        string[] words = MistypedVerb.WithHelp(line.Split(' '));
        string? sentence = MistypedVerb.In(AriseCommand.Create(), words);
        Assert.Contains(meant, sentence, StringComparison.Ordinal);
        Assert.Equal(CommandLineApplication.WrongUsage, CommandLineApplication.Run(AriseCommand.Create(), words));
    }

    [Theory]
    [InlineData("classify a.cif")]
    [InlineData("prototypes show spinel")]
    [InlineData("prototypes --json")]
    [InlineData("--version")]
    [InlineData("help")]
    [InlineData("help map")]
    [InlineData("help prototypes show")]
    public void Verbs_pass(string line) =>
        Assert.Null(MistypedVerb.In(AriseCommand.Create(), MistypedVerb.WithHelp(line.Split(' '))));
}
