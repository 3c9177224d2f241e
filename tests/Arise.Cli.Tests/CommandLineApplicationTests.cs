using System.CommandLine;

namespace Arise.Cli.Tests;

public class CommandLineApplicationTests
{
    [Fact]
    public void An_unknown_option_is_wrong_usage() =>
        Assert.Equal(CommandLineApplication.WrongUsage, CommandLineApplication.Run(new RootCommand(), ["--no-such-option"]));
}
