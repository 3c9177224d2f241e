using System.Diagnostics;
using System.Runtime.InteropServices;
using Arise.Networks.Models;
using Arise.Recognition;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli.Tests;

/// <summary>The program as a shell starts it, with pipes for files.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-program-").FullName;
    private readonly string _sample;

    public ProgramTests()
    {
        _sample = Path.Combine(_folder, "copper.xyz");
        AtomicStructure copper =
            Arise.Prototypes.PrototypeLibrary.Find("face-centered cubic").Structure.Repeat(3, 3, 3);
        StructureFile.Write(_sample, Enumerable.Repeat(copper, 70));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // More frames than are read ahead, so that progress is asked for while the pipe is open.
    [Fact]
    public async Task Structures_come_through_a_pipe()
    {
        if (OperatingSystem.IsWindows())
            return;
        (int exitCode, string output, string errors) =
            await Bash("arise classify <(cat copper.xyz) --top 1 --passes 4 | grep -c 'face-centered cubic  fcc'");
        Assert.Equal((0, "70", ""), (exitCode, output.Trim(), errors));
    }

    [Fact]
    public async Task A_model_comes_through_a_pipe_and_is_not_calibrated_there()
    {
        if (OperatingSystem.IsWindows())
            return;
        ModelFile.Write(ShippedModels.Default, Path.Combine(_folder, "model"));
        (int exitCode, string output, string errors) = await Bash(
            "head -n $((2 + $(head -n 1 copper.xyz))) copper.xyz | "
            + "arise classify - --top 1 --passes 4 --model <(cat model)");
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains("face-centered cubic", output, StringComparison.Ordinal);
        (exitCode, _, errors) = await Bash("arise calibrate <(cat model)");
        Assert.Equal(CommandLineApplication.Failure, exitCode);
        Assert.Contains("this is a pipe", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_file_says_does_not_command_the_terminal()
    {
        if (OperatingSystem.IsWindows())
            return;
        (int exitCode, string output, string errors) = await Bash(
            "printf '2\\nProperties=species:S:1:pos:R:3 unit=\"\\x1b]0;x\\x07\\xc2\\x9b\"\\nCu 0 0 0\\nCu 2.5 0 0\\n' "
            + "> $'a\\e[2J.xyz'; arise classify a*.xyz --passes 4; arise classify $'no\\e[2J.xyz'");
        Assert.Equal(CommandLineApplication.Failure, exitCode);
        Assert.Contains("a\\x1b[2J.xyz", output, StringComparison.Ordinal);
        Assert.Contains("\\x1b]0;x\\x07\\x9b", output, StringComparison.Ordinal);
        Assert.Contains("no\\x1b[2J.xyz", errors, StringComparison.Ordinal);
        Assert.DoesNotContain(output + errors, letter => letter is not '\n' && char.IsControl(letter));
    }

    [Fact]
    public async Task Slow_machines_are_told_once_and_only_before_work()
    {
        if (OperatingSystem.IsWindows() || RuntimeInformation.ProcessArchitecture == Architecture.Arm64)
            return;
        const string frames = "n=$((2 * (2 + $(head -n 1 copper.xyz)))); head -n $n copper.xyz > two.xyz; ";
        (int exitCode, _, string errors) = await Bash(
            frames + "export DOTNET_EnableAVX2=0; arise classify two.xyz two.xyz --top 1 --passes 4");
        Assert.Equal(0, exitCode);
        Assert.Single(errors.Split('\n'), line => line.Contains("vector instructions", StringComparison.Ordinal));
        (exitCode, _, errors) = await Bash(
            "export DOTNET_EnableAVX2=0; arise prototypes --search fcc && arise classify --help");
        Assert.Equal((0, ""), (exitCode, errors));
    }

    private async Task<(int ExitCode, string Output, string Errors)> Bash(string command)
    {
        string program = typeof(CommandLineApplication).Assembly.Location;
        using var process = Process.Start(new ProcessStartInfo(
            "bash", ["-c", $"arise() {{ dotnet '{program}' \"$@\"; }}; {command}"])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output, await errors);
    }
}
