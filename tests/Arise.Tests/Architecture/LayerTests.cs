using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Arise.Tests.Architecture;

/// <summary>The library has reasons, the command has options: neither does the other's work.</summary>
public partial class LayerTests
{
    [Fact]
    public void The_command_uses_the_public_library_only()
    {
        string[] friends = [.. Arrows.Assemblies
            .SelectMany(assembly => assembly.GetCustomAttributes<InternalsVisibleToAttribute>())
            .Select(attribute => attribute.AssemblyName)];
        Assert.Contains("Arise.Tests", friends);
        Assert.DoesNotContain("Arise.Cli", friends);
        Assert.DoesNotContain("Arise.PublicApi.Tests", friends);
    }

    [Fact]
    public void The_library_opens_no_console_stream()
    {
        Type[] wrong = [.. Arrows.Types.Where(type => TypeReferences.Of(type).Contains(typeof(Console)))];
        Assert.True(wrong.Length == 0, string.Join<Type>('\n', wrong));
    }

    [Fact]
    public void The_library_names_no_option_and_no_verb_of_the_command()
    {
        string[] wrong = [..
            from file in SourceFiles.Library
            from line in File.ReadLines(file)
            where NamesTheCommand(line)
            select $"{Path.GetFileName(file)}: {line.Trim()}"];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("throw file.Error(\"go on with --resume.\");", true)]
    [InlineData("throw file.Error(\"train one with 'arise train'.\");", true)]
    [InlineData("$\"give it with --format ({names}).\"", true)]
    [InlineData("yield return \"#SBATCH --requeue\";", false)]
    [InlineData("string array = Call(\"sbatch\", \"--parsable\", script);", false)]
    [InlineData("for (int i = n; i --> 0;)", false)]
    [InlineData("/// <summary>What --resume does.</summary>", false)]
    [InlineData("LogicalName = \"Arise.Models\"", false)]
    public void Options_and_verbs_are_found_in_texts(string line, bool named) =>
        Assert.Equal(named, NamesTheCommand(line));

    // Options of Slurm are not those of the command.
    private static bool NamesTheCommand(string line) =>
        !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
        && !SlurmOption().IsMatch(line)
        && OptionOrVerb().IsMatch(line);

    [GeneratedRegex(@"""#SBATCH --|Call\(""s(?:batch|queue|acct|cancel)")]
    private static partial Regex SlurmOption();

    [GeneratedRegex(@"""(?:[^""]*[^""\w])?(?:--[a-z]|arise [a-z])")]
    private static partial Regex OptionOrVerb();
}
