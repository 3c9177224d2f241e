using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Arise.Cli.Tests.Slurm;

/// <summary>
/// A Slurm of one node in a temporary folder, on loopback only: munged, slurmctld and slurmd, started here and ended
/// with it. SLURM_CONF leads programs of this process to it.
/// </summary>
internal sealed class SlurmCluster : IDisposable
{
    private static readonly string[] Programs = ["/usr/sbin/munged", "/usr/sbin/slurmctld", "/usr/sbin/slurmd"];

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-slurm-").FullName;

    public SlurmCluster()
    {
        // munged wants folders that nobody else may write, and others may enter.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder, (UnixFileMode)Convert.ToInt32("755", 8));
        File.WriteAllBytes(At("munge.key"), RandomNumberGenerator.GetBytes(1024));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(At("munge.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        foreach (string name in new[] { "state", "spool" })
            Directory.CreateDirectory(At(name));
        File.WriteAllText(At("slurm.conf"), Configuration());
        Environment.SetEnvironmentVariable("SLURM_CONF", At("slurm.conf"));
        try
        {
            Call(
                Programs[0], "--force", $"--key-file={At("munge.key")}", $"--socket={At("munge.socket")}",
                $"--pid-file={At("munged.pid")}", $"--log-file={At("munged.log")}", $"--seed-file={At("munge.seed")}");
            Call(Programs[1]);
            Call(Programs[2], "-N", Host);
            WaitUntil(() => Call("/usr/bin/sinfo", "--noheader", "--format=%T").Trim() == "idle");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Why there can be none here; null where there can.</summary>
    public static string? Missing =>
        Array.Find(Programs, program => !File.Exists(program)) is { } missing
            ? $"{missing} is not installed (Debian: slurm-wlm and munge)."
            : Environment.UserName != "root" ? "Slurm is started by root here." : null;

    /// <summary>Runs a program of Slurm and returns what it writes.</summary>
    public static string Call(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program}: {process.ExitCode} {output}");
        return output;
    }

    /// <summary>Waits until something is so, two minutes at most.</summary>
    public static void WaitUntil(Func<bool> isSo)
    {
        var clock = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.InRange(clock.Elapsed.TotalMinutes, 0, 2);
            Thread.Sleep(200);
        }
    }

    public void Dispose()
    {
        foreach (string name in new[] { "slurmd.pid", "slurmctld.pid", "munged.pid" })
        {
            if (!File.Exists(At(name)) || !int.TryParse(File.ReadAllText(At(name)), out int number))
                continue;
            Call("/bin/kill", $"{number}");
            WaitUntil(() => !Directory.Exists($"/proc/{number}"));
        }

        Environment.SetEnvironmentVariable("SLURM_CONF", null);
        Directory.Delete(_folder, recursive: true);
    }

    private static string Host => Environment.MachineName.Split('.')[0];

    private string Configuration() => $"""
        ClusterName=arise
        SlurmctldHost={Host}(127.0.0.1)
        SlurmUser=root
        SlurmdUser=root
        SlurmctldPort={FreePort()}
        SlurmdPort={FreePort()}
        AuthType=auth/munge
        AuthInfo=socket={At("munge.socket")}
        CryptoType=crypto/munge
        StateSaveLocation={At("state")}
        SlurmdSpoolDir={At("spool")}
        SlurmctldPidFile={At("slurmctld.pid")}
        SlurmdPidFile={At("slurmd.pid")}
        SlurmctldLogFile={At("slurmctld.log")}
        SlurmdLogFile={At("slurmd.log")}
        ProctrackType=proctrack/pgid
        TaskPlugin=task/none
        JobAcctGatherType=jobacct_gather/none
        SelectType=select/cons_tres
        SelectTypeParameters=CR_Core
        SchedulerType=sched/backfill
        SchedulerParameters=sched_interval=2,bf_interval=2,batch_sched_delay=0
        ReturnToService=2
        SwitchType=switch/none
        MpiDefault=none
        KillWait=2
        NodeName={Host} NodeAddr=127.0.0.1 CPUs={Environment.ProcessorCount} State=UNKNOWN
        PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP

        """;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string At(string name) => Path.Combine(_folder, name);
}
