using Arise.Prototypes;
using Arise.Structures.Formats;

namespace Arise.Cli.Tests;

public sealed class InputNamesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-names-").FullName;

    public InputNamesTests()
    {
        foreach (string name in new[] { "a.xyz", "b/POSCAR", "b/c/d.xyz", "b/c/POSCAR", "e/POSCAR_2" })
        {
            string path = PathOf(name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            StructureFile.Write(
                path,
                PrototypeLibrary.Find("CsCl").Structure,
                name.Contains("POSCAR", StringComparison.Ordinal) ? StructureFormat.Poscar : null);
        }

        // Known by its content only; no structure; hidden; and a table of the command.
        File.Copy(PathOf("a.xyz"), PathOf("strange"));
        File.WriteAllText(PathOf("notes.txt"), "Nothing here.\n");
        File.WriteAllText(PathOf(".hidden.xyz"), "1\n\nCu 0 0 0\n");
        File.WriteAllText(PathOf("table.csv"), "file,frame,name,timestep,formula,atoms\n");
        File.WriteAllText(PathOf("melt.in"), "units metal\nread_data copper.data\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_stands_for_the_structure_files_in_it_and_says_what_it_leaves_out()
    {
        InputNames.Found found = InputNames.Of(_folder, null);
        Assert.Equal(["a.xyz", "strange"], Relative(found));
        Assert.Null(found.Error);
        Assert.Contains("3 files are no structure files and left out", found.Note, StringComparison.Ordinal);
        Assert.Contains(": melt.in, notes.txt, table.csv.", found.Note, StringComparison.Ordinal);
        Assert.Equal(["b/POSCAR"], Relative(InputNames.Of(PathOf("b") + "/", null)));
        Assert.Null(InputNames.Of(PathOf("b"), null).Note);
    }

    [Theory]
    [InlineData("*.xyz", "a.xyz")]
    [InlineData("**/*.xyz", "a.xyz b/c/d.xyz")]
    [InlineData("**/POSCAR*", "b/POSCAR b/c/POSCAR e/POSCAR_2")]
    [InlineData("*/POSCAR", "b/POSCAR")]
    [InlineData("?/POSCAR*", "b/POSCAR e/POSCAR_2")]
    [InlineData("b/**", "b/POSCAR b/c/POSCAR b/c/d.xyz")]
    [InlineData("**/c/*", "b/c/POSCAR b/c/d.xyz")]
    [InlineData("b/**/**/d.xyz", "b/c/d.xyz")]
    public void Patterns_stand_for_the_files_they_fit(string pattern, string files)
    {
        InputNames.Found found = InputNames.Of(PathOf(pattern), null);
        Assert.Equal(files.Split(' '), Relative(found));
        Assert.Null(found.Error);
    }

    [Fact]
    public void Names_of_nothing_are_told()
    {
        Assert.Contains("no file fits", InputNames.Of(PathOf("**/*.cif"), null).Error, StringComparison.Ordinal);
        Assert.Contains("no file fits", InputNames.Of(PathOf("none/*"), null).Error, StringComparison.Ordinal);
        string empty = Directory.CreateDirectory(PathOf("empty")).FullName;
        Assert.Contains("no files", InputNames.Of(empty, null).Error, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(empty, "notes.txt"), "Nothing.\n");
        string? error = InputNames.Of(empty, null).Error;
        Assert.Contains("no file in this folder is known as a structure file", error, StringComparison.Ordinal);
        Assert.Contains("/**'", error, StringComparison.Ordinal);

        // The library says what is wrong with these.
        Assert.Equal(["missing.xyz"], InputNames.Of("missing.xyz", null).Files);
        Assert.Equal(["-"], InputNames.Of("-", null).Files);
    }

    [Fact]
    public void Where_the_format_is_said_every_file_of_a_folder_has_it() =>
        Assert.Equal(
            ["a.xyz", "melt.in", "notes.txt", "strange", "table.csv"],
            Relative(InputNames.Of(_folder, StructureFormat.ExtendedXyz)));

    [Fact]
    public void Links_to_folders_above_are_no_circle()
    {
        if (OperatingSystem.IsWindows())
            return;
        Directory.CreateSymbolicLink(PathOf("b/up"), _folder);
        Assert.Equal(["a.xyz", "b/c/d.xyz"], Relative(InputNames.Of(PathOf("**/*.xyz"), null)));
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private string[] Relative(InputNames.Found found) =>
        [.. found.Files.Select(file => Path.GetRelativePath(_folder, file).Replace('\\', '/'))];
}
