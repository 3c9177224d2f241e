using System.CommandLine;

namespace Arise.Cli.Tests;

public class OptionNamesTests
{
    [Fact]
    public void Every_option_of_the_table_exists()
    {
        HashSet<string> options = [.. All(AriseCommand.Create()).SelectMany(command => command.Options)
            .Select(option => option.Name)];
        Assert.All(OptionNames.All, name => Assert.Contains(name, options));

        static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Append(command);
    }
}
