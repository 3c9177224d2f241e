using System.CommandLine;
using System.Diagnostics;
using Arise.Structures.Formats;

namespace Arise.Cli.Tests;

public sealed class ConvertCommandTests : IDisposable
{
    private const string TwoFrames =
        "1\nLattice=\"3 0 0 0 3 0 0 0 3\"\nCu 0 0 0\n1\nLattice=\"3 0 0 0 3 0 0 0 3\"\nAu 0 0 0.1\n";

    private const string Dump =
        "ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n2\nITEM: BOX BOUNDS pp pp pp\n0 3\n0 3\n0 3\n" +
        "ITEM: ATOMS id type x y z\n1 1 0 0 0\n2 2 1.5 1.5 1.5\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-convert").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_trajectory_is_converted_with_given_species_into_a_compressed_file()
    {
        string output = PathOf("run.xyz.gz");

        Assert.Equal((0, ""), Run(Written("run.dump", Dump + Dump), output, "--species", "Ni,Al"));

        Assert.Equal(0x1f, File.ReadAllBytes(output)[0]);
        Assert.Equal(["AlNi", "AlNi"], StructureFile.Read(output).Select(frame => frame.Formula()));
    }

    [Fact]
    public void A_format_with_one_frame_takes_the_first_and_says_so()
    {
        (int exitCode, string error) = Run(Written("two.xyz", TwoFrames), PathOf("POSCAR"));

        Assert.Equal(0, exitCode);
        Assert.Contains("--frame", error, StringComparison.Ordinal);
        Assert.Equal("Cu", StructureFile.ReadFirst(PathOf("POSCAR")).Formula());
    }

    [Theory]
    [InlineData("2", "out.xyz", "Au")]
    [InlineData("2", "POSCAR", "Au")]
    [InlineData("1", "POSCAR", "Cu")]
    [InlineData("all", "out.xyz", "Cu Au")]
    public void A_frame_is_chosen_by_its_number(string frame, string name, string formulas)
    {
        Assert.Equal((0, ""), Run(Written("two.xyz", TwoFrames), PathOf(name), "--frame", frame));
        Assert.Equal(
            formulas, string.Join(' ', StructureFile.Read(PathOf(name)).Select(structure => structure.Formula())));
    }

    [Theory]
    [InlineData("--every 2", "Cu Cu")]
    [InlineData("--frames 2:3", "Au Cu")]
    [InlineData("--frames 2: --every 2", "Au Au")]
    public void Frames_are_chosen_by_range_and_step(string options, string formulas)
    {
        Assert.Equal(
            (0, ""), Run([Written("four.xyz", TwoFrames + TwoFrames), PathOf("out.xyz"), .. options.Split(' ')]));
        Assert.Equal(
            formulas,
            string.Join(' ', StructureFile.Read(PathOf("out.xyz")).Select(structure => structure.Formula())));
    }

    [Fact]
    public void The_good_frames_of_a_file_with_broken_ones_are_written_with_a_warning()
    {
        string broken = TwoFrames.Replace("Cu", "Qq", StringComparison.Ordinal);
        (int exitCode, string error) = Run(
            Written("run.xyz", TwoFrames + broken + TwoFrames + "3\n\nCu 0 0 0\n"), PathOf("out.xyz"));

        Assert.Equal(CommandLineApplication.Failure, exitCode);
        Assert.Equal(
            ["Cu", "Au", "Au", "Cu", "Au"], StructureFile.Read(PathOf("out.xyz")).Select(frame => frame.Formula()));
        string[] lines = error.TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Contains("run.xyz, line 9: 'Qq' is not a chemical element", lines[0], StringComparison.Ordinal);
        Assert.Contains("Frame 3 is not in", lines[0], StringComparison.Ordinal);
        Assert.Contains("Frame 7 is not in", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2", 0, "Au")]
    [InlineData("4", 0, "Au")]
    public void A_frame_beside_a_broken_one_is_converted_alone(string frame, int exitCode, string formula)
    {
        string broken = TwoFrames.Replace("Cu", "Qq", StringComparison.Ordinal);

        Assert.Equal(
            (exitCode, ""), Run(Written("run.xyz", TwoFrames + broken), PathOf("POSCAR"), "--frame", frame));
        Assert.Equal(formula, StructureFile.ReadFirst(PathOf("POSCAR")).Formula());
    }

    [Fact]
    public void A_broken_frame_that_was_asked_for_leaves_no_file()
    {
        string broken = TwoFrames.Replace("Cu", "Qq", StringComparison.Ordinal);
        Written("run.xyz", TwoFrames + broken);

        Assert.Throws<StructureFormatException>(
            () => Run(PathOf("run.xyz"), PathOf("out.xyz"), "--frame", "3"));
        Assert.Equal([PathOf("run.xyz")], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void What_a_reader_leaves_out_is_said_once()
    {
        string frame = "1\nProperties=species:S:1:pos:R:3\nCu 0 0 0 1\n";

        Assert.Equal(
            (0, $"arise: {PathOf("run.xyz")}, line 3: columns behind those that Properties names are left out.\n"),
            Run(Written("run.xyz", frame + frame), PathOf("out.xyz")));
    }

    [Fact]
    public void Formats_may_be_given_where_names_do_not_tell_them()
    {
        Assert.Equal((0, ""), Run(Written("in", "1\n\nCu 0 0 0\n"), PathOf("out"), "--from", "extxyz", "--to", "aims"));
        Assert.Equal("Cu", StructureFile.ReadFirst(PathOf("out")).Formula());
    }

    [Theory]
    [InlineData("two.xyz", "POSCAR", "--frame", "all", "holds one structure")]
    [InlineData("two.xyz", "out.xyz", "--frame", "3", "the file holds 2")]
    [InlineData("two.xyz", "out.pdb", "--frame", "1", "only be read")]
    [InlineData("two.xyz", "out", "--frame", "1", "--to")]
    [InlineData("none.xyz", "out.xyz", "--frame", "1", "no such file")]
    [InlineData("two.xyz", "out.xyz", "--format", "poscar", "line 2")]
    public void What_cannot_be_done_is_said_in_a_sentence_and_leaves_no_file(
        string input, string output, string option, string value, string sentence)
    {
        Written("two.xyz", TwoFrames);

        var error = Assert.Throws<StructureFormatException>(() => Run(PathOf(input), PathOf(output), option, value));

        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
        Assert.Equal([PathOf("two.xyz")], Directory.GetFileSystemEntries(_folder));
    }

    [Theory]
    [InlineData("--format", "docx")]
    [InlineData("--to", "pdb")]
    [InlineData("--species", "Ni,Xx")]
    [InlineData("--frame", "0")]
    [InlineData("--frame", "-1")]
    [InlineData("--frame", "first")]
    public void Wrong_values_are_wrong_usage(string option, string value)
    {
        var root = new RootCommand();
        root.Subcommands.Add(ConvertCommand.Create());

        Assert.Equal(
            CommandLineApplication.WrongUsage,
            CommandLineApplication.Run(root, ["convert", "a.xyz", "b.xyz", option, value]));
    }

    [Fact]
    public void Frames_that_the_format_cannot_hold_are_told_and_the_others_written()
    {
        string input = Written("mixed.xyz", TwoFrames + "1\n\nPt 0 0 0\n");
        (int exitCode, string error) = Run(input, PathOf("out.cif"));

        Assert.Equal(CommandLineApplication.Failure, exitCode);
        Assert.Contains("needs a cell", error, StringComparison.Ordinal);
        Assert.Contains("Frame 3 is not in", error, StringComparison.Ordinal);
        Assert.Equal(
            ["Cu", "Au"], StructureFile.Read(PathOf("out.cif")).Select(structure => structure.Formula()));
    }

    [Theory]
    [InlineData("3:", 0)]
    [InlineData("2:", 1)]
    public void A_broken_frame_counts_only_if_it_is_wanted(string range, int expected)
    {
        string input = Written(
            "broken.xyz", TwoFrames.Replace("Au 0 0 0.1", "Au 0 0 x", StringComparison.Ordinal) + TwoFrames);
        (int exitCode, string error) = Run(input, PathOf("out.xyz"), "--frames", range);

        Assert.Equal(expected, exitCode);
        Assert.Equal(expected == 0, error.Length == 0);
        Assert.Equal(2, StructureFile.Read(PathOf("out.xyz")).Count());
    }

    [Fact]
    public void Standard_input_and_output_work_in_a_pipe()
    {
        (int exitCode, string output, string error) = Pipe(
            Dump, "convert", "-", "-", "--to", "extxyz", "--species", "Ni,Al");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(
            "AlNi",
            StructureFile.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(output)), "-").Single().Formula());
    }

    [Fact]
    public void Bad_input_gives_one_sentence_and_exit_code_1()
    {
        (int exitCode, string output, string error) = Pipe(
            "2\n\nCu 0 0 0\nCu 0 0 nan\n", "convert", "-", "-", "--to", "aims");

        Assert.Equal(CommandLineApplication.Failure, exitCode);
        Assert.Empty(output);
        Assert.Equal("arise: -, line 4: 'nan' is not a finite number, but each coordinate must be one.\n", error);
    }

    [Fact]
    public void What_the_file_does_not_tell_comes_with_the_option_that_tells_it()
    {
        (int exitCode, _, string error) = Pipe(Dump, "convert", "-", "-", "--to", "extxyz");

        Assert.Equal(CommandLineApplication.Failure, exitCode);
        Assert.Equal(
            "arise: -, line 9: the file only numbers its atom types; give their elements. "
            + "Use --species, for example --species Ni,Al.\n",
            error);
        Assert.EndsWith("Use --format.\n", Pipe("words\n", "convert", "-", "-", "--to", "aims").Error);
    }

    private static (int ExitCode, string Error) Run(params string[] args)
    {
        using var error = new StringWriter();
        int exitCode = ConvertCommand.Create().Parse(args).Invoke(
            new InvocationConfiguration { Error = error, EnableDefaultExceptionHandler = false });
        return (exitCode, error.ToString());
    }

    private static (int ExitCode, string Output, string Error) Pipe(string input, params string[] args)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Arise.Cli.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private string Written(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }
}
