namespace Arise.Cli.Tests;

public sealed class MistypedOptionTests
{
    [Theory]
    [InlineData("map --bxo 10 x.xyz", "--bxo", "--box")]
    [InlineData("map x.xyz --strid 4", "--strid", "--stride")]
    [InlineData("classify x.xyz --passes=10 --cvs=a", "--cvs", "--csv")]
    [InlineData("train d.npz --out m --epoch 4", "--epoch", "--epochs")]
    [InlineData("classify x.xyz --debgu", "--debgu", "--debug")]
    [InlineData("map x.xyz --frobnicate", "--frobnicate", "./--frobnicate")]
    [InlineData("classify -x", "-x", "./-x")]
    public void Is_no_file_and_the_option_meant_is_named(string line, string word, string meant)
    {
        string sentence = Assert.Single(MistypedOption.In(AriseCommand.Create().Parse(line)));
        Assert.StartsWith(word + ":", sentence, StringComparison.Ordinal);
        Assert.Contains(meant, sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("map x.xyz --shape atoms")]
    [InlineData("map --shape=sphere x.xyz")]
    [InlineData("explore --shape atoms x.xyz")]
    public void An_option_that_is_gone_names_what_came_instead(string line)
    {
        string sentence = Assert.Single(MistypedOption.In(AriseCommand.Create().Parse(line)));
        Assert.StartsWith("--shape: there is no such option any more", sentence, StringComparison.Ordinal);
        Assert.Contains("'arise label'", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("map x.xyz --box 10 --stride 2,2,2")]
    [InlineData("classify - --top 1")]
    [InlineData("classify -- --strange.xyz -x")]
    [InlineData("similarity --supercells -3 --out a")]
    public void Options_files_and_numbers_pass(string line) =>
        Assert.Empty(MistypedOption.In(AriseCommand.Create().Parse(line)));
}
