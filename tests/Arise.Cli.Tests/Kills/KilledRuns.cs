using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Arise.Cli.Tests.Kills;

/// <summary>
/// Kills a command on its way, goes on, interrupts that, goes on to the end: a file under its name is always complete,
/// and at the end everything is as in a run that nobody disturbed. When exactly the signals come does not matter.
/// ARISE_KILLS=N tries N moments per command instead of one.
/// </summary>
internal sealed class KilledRuns : IDisposable
{
    private static readonly int Trials =
        int.TryParse(Environment.GetEnvironmentVariable("ARISE_KILLS"), CultureInfo.InvariantCulture, out int trials)
            ? trials
            : 1;

    private readonly KillScenario _scenario;
    private readonly KillInputs _inputs;
    private readonly string _folder;
    private readonly string _undisturbed;
    private TimeSpan _duration;

    public KilledRuns(KillScenario scenario, KillInputs inputs)
    {
        (_scenario, _inputs) = (scenario, inputs);
        _folder = Directory.CreateTempSubdirectory($"arise-kill-{scenario.Name}-").FullName;
        _undisturbed = Begin("undisturbed");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Does all of it.</summary>
    public void Run()
    {
        var clock = Stopwatch.StartNew();
        Finish(_undisturbed);
        _duration = clock.Elapsed;
        for (int trial = 0; trial < Trials; trial++)
        {
            // The start of the program is the same for all and writes nothing.
            double moment = Trials == 1 ? 0.6 : 0.3 + (0.8 * trial / (Trials - 1));
            string folder = Begin($"killed-{trial}");
            Disturb(folder, AriseProcess.Kill, moment * _duration);
            Disturb(folder, AriseProcess.Terminate, moment * _duration);
            Finish(folder);
            Assert.Equal(Names(_undisturbed), Names(folder));
            RequireComplete(folder);
            Assert.Equal(_scenario.Same(_undisturbed), _scenario.Same(folder));
        }
    }

    private string Begin(string name)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        _scenario.Prepare(_inputs, folder);
        return folder;
    }

    private void Disturb(string folder, int signal, TimeSpan moment)
    {
        var clock = Stopwatch.StartNew();
        using var process = new AriseProcess(folder, [.. _scenario.Arguments(_inputs), .. _scenario.GoOn(folder)]);
        process.WaitUntil(() => clock.Elapsed > moment);
        process.Send(signal);
        int exitCode = process.End();
        bool isStopped = exitCode is 137 or 143 or -1;
        Assert.True(isStopped || exitCode == 0, $"{_scenario}: exit code {exitCode}\n{process.Output}{process.Errors}");
        Assert.DoesNotContain("   at ", process.Errors);
        RequireComplete(folder);
        if (signal != AriseProcess.Kill)
            _scenario.Check(folder);
    }

    private void Finish(string folder)
    {
        using var process = new AriseProcess(folder, [.. _scenario.Arguments(_inputs), .. _scenario.GoOn(folder)]);
        int exitCode = process.End();
        Assert.True(exitCode == 0, $"{_scenario}: exit code {exitCode}\n{process.Output}{process.Errors}");
    }

    // Every file that bears its final name is as in the undisturbed run.
    private void RequireComplete(string folder)
    {
        foreach (string name in Names(folder).Where(name => File.Exists(Path.Combine(_undisturbed, name))))
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(folder, name));
            if (!_scenario.Varying.Contains(Path.GetFileName(name)))
                Assert.True(IsComplete(name, bytes), $"{_scenario}: {name} is neither old nor complete.");
            else if (name.EndsWith(".json", StringComparison.Ordinal))
                JsonDocument.Parse(bytes).Dispose();
        }
    }

    private bool IsComplete(string name, byte[] bytes)
    {
        if (bytes.AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(_undisturbed, name))))
            return true;
        string before = Path.Combine(_folder, "before");
        if (!Directory.Exists(before))
            _scenario.Prepare(_inputs, Directory.CreateDirectory(before).FullName);
        string old = Path.Combine(before, name);
        return File.Exists(old) && bytes.AsSpan().SequenceEqual(File.ReadAllBytes(old));
    }

    private static string[] Names(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", new EnumerationOptions
        {
            RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None,
        })
        .Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal),
    ];
}
