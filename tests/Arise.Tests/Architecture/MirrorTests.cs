using System.Text.RegularExpressions;

namespace Arise.Tests.Architecture;

/// <summary>A newcomer guesses the path of any idea: source, test and type share one name.</summary>
public partial class MirrorTests
{
    // Tests of an idea that no single file holds, each with what it is about.
    private static readonly Dictionary<string, string> Ideas = new()
    {
        ["Baselines/TemplateMatching/TemplateMatchingReferenceTests.cs"] = "the results of another program",
        ["Clustering/HdbscanReferenceTests.cs"] = "the results of another program",
        ["Evaluation/AnswersFuzzTests.cs"] = "damaged files",
        ["Exploration/ExplorationFolderFuzzTests.cs"] = "damaged files",
        ["Files/NumpyArchiveFuzzTests.cs"] = "damaged files",
        ["Mapping/GalleryTests.cs"] = "the samples of the gallery in the documentation",
        ["Mapping/MapFolderFuzzTests.cs"] = "damaged files",
        ["Mapping/RodTests.cs"] = "long samples, from the grid to the figures",
        ["Mapping/SolidLiquidTests.cs"] = "a crystal beside its melt, from the boxes to the atoms",
        ["Microscopy/Formats/ImageFuzzTests.cs"] = "damaged files",
        ["Networks/Models/ModelFileFuzzTests.cs"] = "damaged files",
        ["Prototypes/ExamplesTests.cs"] = "the files in examples/",
        ["Prototypes/PublishedPrototypesTests.cs"] = "published structures of all classes",
        ["Prototypes/UnknownCrystalsTests.cs"] = "the files in examples/unknown",
        ["Reporting/ClassificationJsonFuzzTests.cs"] = "damaged files",
        ["Screening/ScreeningDatabaseFuzzTests.cs"] = "damaged files",
        ["Structures/Formats/AseJudgeTests.cs"] = "another program reads what is written and writes what is read",
        ["Structures/Formats/BinaryReaderFuzzTests.cs"] = "damaged files",
        ["Structures/Formats/CifCrystalTests.cs"] = "real crystals",
        ["Structures/Formats/CifPdbFuzzTests.cs"] = "damaged files",
        ["Structures/Formats/ReaderFuzzTests.cs"] = "damaged files",
        ["Structures/Formats/RoundTripTests.cs"] = "what is written is read again",
        ["Structures/Symmetry/SpaceGroupTableTests.cs"] = "every row of a table",
        ["Training/TrainingFilesFuzzTests.cs"] = "damaged files",
        ["Tuning/TrialStoreFuzzTests.cs"] = "damaged files",
    };

    private static string[] Libraries => [Path("src/Arise"), Path("src/Arise.Training")];

    [Fact]
    public void Every_file_of_tests_has_a_source_file_of_its_name_or_an_idea()
    {
        HashSet<string> sources = [.. Libraries.SelectMany(folder => Relative(folder, SourceFiles.Of(folder)))];
        string[] tests = [.. Relative(Path("tests/Arise.Tests"), SourceFiles.Of("tests/Arise.Tests"))
            .Where(file => file.EndsWith("Tests.cs", StringComparison.Ordinal) && file.Contains('/'))
            .Where(file => !file.StartsWith("Architecture/", StringComparison.Ordinal))];
        Assert.Equal(
            Ideas.Keys.Order(StringComparer.Ordinal),
            tests.Where(test => !sources.Contains(test.Replace("Tests.cs", ".cs", StringComparison.Ordinal))));
    }

    [Fact]
    public void Every_room_has_a_folder_of_tests_of_its_path()
    {
        HashSet<string> tested = [.. Relative(Path("tests/Arise.Tests"), SourceFiles.Of("tests/Arise.Tests"))
            .Where(file => file.EndsWith("Tests.cs", StringComparison.Ordinal)).Select(Folder)];
        string[] rooms = [.. Libraries.SelectMany(folder => Relative(folder, SourceFiles.Of(folder)))
            .Select(Folder).Distinct()];
        Assert.True(rooms.Length > 20, $"Only {rooms.Length} rooms were found.");
        Assert.DoesNotContain(rooms, room => !tested.Contains(room));

        static string Folder(string file) => file[..Math.Max(0, file.LastIndexOf('/'))];
    }

    [Fact]
    public void A_file_holds_one_type_which_has_its_name()
    {
        string[] files = [.. SourceFiles.Library, .. SourceFiles.Of("src/Arise.Cli"), .. SourceFiles.Of("tests")];
        string[] wrong = [.. files
            .Where(file => System.IO.Path.GetFileName(file) != "Program.cs")
            .Select(file => (File: file, Types: TypeLine().Matches(File.ReadAllText(file))
                .Select(match => match.Groups["name"].Value).ToArray()))
            .Where(file => file.Types is not [{ } type] ||
                type != System.IO.Path.GetFileNameWithoutExtension(file.File))
            .Select(file => $"{System.IO.Path.GetFileName(file.File)}: {string.Join(", ", file.Types)}")];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void A_namespace_is_a_folder()
    {
        string[] wrong = [.. Libraries.SelectMany(folder => SourceFiles.Of(folder).Where(file =>
        {
            string inside = System.IO.Path.GetDirectoryName(System.IO.Path.GetRelativePath(folder, file))!;
            string space = ("Arise." + inside.Replace(System.IO.Path.DirectorySeparatorChar, '.')).TrimEnd('.');
            return !File.ReadAllText(file).Contains($"namespace {space};", StringComparison.Ordinal);
        }))];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    private static string Path(string folder) => System.IO.Path.Combine(SharedData.RepositoryRoot, folder);

    private static IEnumerable<string> Relative(string folder, IEnumerable<string> files) =>
        files.Select(file => System.IO.Path.GetRelativePath(folder, file)
            .Replace(System.IO.Path.DirectorySeparatorChar, '/'));

    [GeneratedRegex(
        @"^(?:\[.*\]\s*)?(?:(?:public|internal|sealed|static|abstract|readonly|ref|unsafe|partial|file)\s+)*" +
        @"(?:class|record\s+struct|record|struct|interface|enum|delegate\s+\S+)\s+(?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex TypeLine();
}
